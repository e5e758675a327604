namespace Rattache.Web.Tests.Features.Shared;

public sealed class SecurityHeadersTests(ScreensHost host) : IClassFixture<ScreensHost>
{
    [Theory]
    [InlineData("/aide/rattacher")]
    [InlineData("/aucune-page")]
    [InlineData("/test/throws")]
    public async Task Page_IsKeptNowhereAndRunsOnlyWhatIsOurs(string path)
    {
        using var response = await host.Get(path);

        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldContain("script-src 'self'");
        policy.ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        response.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
        response.Headers.Contains("Server").ShouldBeFalse();
    }
}
