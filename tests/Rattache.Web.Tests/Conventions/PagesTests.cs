using System.Text.RegularExpressions;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Conventions;

/// <summary>What the content security policy forbids is found here before a browser refuses it in silence.</summary>
public sealed partial class PagesTests
{
    [Fact]
    public void NoPageOrText_HasInlineStyleOrScript() =>
        Sources
            .Of("Features", ".cshtml")
            .Concat(Sources.Of("Texts", ".resx"))
            .Where(file => Inline().IsMatch(file.Content))
            .Select(file => file.Path)
            .ShouldBeEmpty();

    [Fact]
    public void Theme_StaysUnderThreeHundredLines() =>
        File.ReadLines(Path.Combine(Sources.Web, "wwwroot/css/rattache.css")).Count().ShouldBeLessThan(300);

    [Fact]
    public void EveryIcon_IsEmbedded()
    {
        var embedded = typeof(Text).Assembly.GetManifestResourceNames();
        Sources
            .Of("Features", ".cshtml")
            .SelectMany(file => Icon().Matches(file.Content).Select(match => $"icons/{match.Groups[1].Value}.svg"))
            .Where(icon => !embedded.Contains(icon))
            .ShouldBeEmpty();
    }

    [GeneratedRegex("""\sstyle\s*=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=\s*["']|javascript:""")]
    private static partial Regex Inline();

    [GeneratedRegex("""Icon\.Of\("([a-z0-9-]+)["]""")]
    private static partial Regex Icon();
}
