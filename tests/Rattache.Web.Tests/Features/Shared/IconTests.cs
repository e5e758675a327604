using System.Text.Encodings.Web;
using Rattache.Web.Features.Shared;

namespace Rattache.Web.Tests.Features.Shared;

public sealed class IconTests
{
    [Theory]
    [InlineData(false, "<svg class=\"r-icon\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path")]
    [InlineData(true, "<svg class=\"r-icon r-flip\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path")]
    public void KnownName_DrawsInSilence(bool flip, string beginning)
    {
        using var writer = new StringWriter();
        Icon.Of("lock-fill", flip).WriteTo(writer, HtmlEncoder.Default);
        writer.ToString().ShouldStartWith(beginning);
        writer.ToString().Split("svg").Length.ShouldBe(3, "the drawing's own tag is left out");
    }

    [Fact]
    public void UnknownName_Throws() => Should.Throw<InvalidOperationException>(() => Icon.Of("none"));
}
