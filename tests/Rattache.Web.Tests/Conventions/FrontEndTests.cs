namespace Rattache.Web.Tests.Conventions;

public sealed class FrontEndTests
{
    /// <summary>Whoever builds fetches from their own registry; checksums pin what arrives.</summary>
    [Fact]
    public void PackageLock_NamesNoRegistry()
    {
        var content = File.ReadAllText(Path.Combine(Sources.Web, "package-lock.json"));

        content.ShouldNotContain("\"resolved\"");
        content.ShouldContain("\"integrity\"");
    }
}
