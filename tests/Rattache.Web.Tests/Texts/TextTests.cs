using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Texts;

public sealed class TextTests
{
    /// <summary>Outside of a request, the machine's own language would decide.</summary>
    public TextTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");

    private readonly Text text = new();

    [Fact]
    public void Indexer_KnownCode_IsFrench() => text["shared.my-account"].ShouldBe("Mon compte");

    [Fact]
    public void Indexer_Arguments_TakeTheirPlace() => text["shared.title", "Mon compte"].ShouldBe("Mon compte · Rattache");

    [Theory]
    [InlineData("shared.none")]
    [InlineData("none.title")]
    [InlineData("title")]
    public void Indexer_UnknownCode_Throws(string code) => Should.Throw<KeyNotFoundException>(() => text[code]).Message.ShouldContain(code);

    [Fact]
    public void Html_Argument_IsEncoded() => Rendered(text.Html("shared.title", "<b>")).ShouldBe("&lt;b&gt; · Rattache");

    [Fact]
    public void Html_HtmlArgument_IsTrusted() =>
        Rendered(text.Html("shared.title", new HtmlString("1<sup>er</sup>"))).ShouldBe("1<sup>er</sup> · Rattache");

    [Fact]
    public void Html_OwnTags_AreKept() => Rendered(text.Html("shared.change")).ShouldContain("<span");

    private static string Rendered(IHtmlContent content)
    {
        using var html = new StringWriter();
        content.WriteTo(html, HtmlEncoder.Default);
        return html.ToString();
    }
}
