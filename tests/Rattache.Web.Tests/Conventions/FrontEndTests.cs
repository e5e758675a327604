using System.Text.RegularExpressions;

namespace Rattache.Web.Tests.Conventions;

public sealed partial class FrontEndTests
{
    /// <summary>Whoever builds fetches from their own registry; checksums pin what arrives.</summary>
    [Fact]
    public void PackageLock_NamesNoRegistry()
    {
        var content = File.ReadAllText(Path.Combine(Sources.Web, "package-lock.json"));

        content.ShouldNotContain("\"resolved\"");
        content.ShouldContain("\"integrity\"");
    }

    /// <summary>What the build leaves out of Bootstrap (ADR 0021) is nothing that a page uses.</summary>
    [Theory]
    [InlineData("bootstrap.min.css")]
    [InlineData("bootstrap.rtl.min.css")]
    public void Styles_HaveEveryRuleThatAPageHasAWordFor(string style)
    {
        var whole = Classes(Path.Combine(Sources.Web, "node_modules/bootstrap/dist/css", style));
        var kept = Classes(Path.Combine(Sources.Web, "wwwroot/lib", style));
        var used = Sources.Of("Features", ".cshtml", ".cs").SelectMany(file => Word().Matches(file.Content)).Select(word => word.Value).ToHashSet();

        whole.Intersect(used).ShouldContain("d-print-none");
        whole.Intersect(used).Except(kept).ShouldBeEmpty();
    }

    private static HashSet<string> Classes(string path) =>
        [.. Class().Matches(File.ReadAllText(path).Split("/*#")[0]).Select(name => name.Groups[1].Value)];

    [GeneratedRegex(@"\.([a-z][a-z0-9-]+)")]
    private static partial Regex Class();

    [GeneratedRegex("[A-Za-z0-9_-]+")]
    private static partial Regex Word();
}
