using System.Net;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests;

/// <summary>What is refused before any page is asked, and what a browser is told to hold on to.</summary>
public sealed class FrontDoorTests(FrontDoorTests.House app) : IClassFixture<FrontDoorTests.House>
{
    private const string Site = "https://ent.example";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ent.example", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("ent.example.evil.example", HttpStatusCode.BadRequest)]
    public async Task Host_ThatIsNotOurs_IsRefused(string host, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/connexion");
        request.Headers.Host = host;
        using var response = await app.Visitor(Site).Client.SendAsync(request, Cancellation);
        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Http_WhereTheSiteIsHttps_IsSentThere()
    {
        using var response = await app.Visitor().Client.GetAsync(new Uri("/aide/rattacher?a=%2F%2Fb", UriKind.Relative), Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.PermanentRedirect);
        response.Headers.Location!.AbsoluteUri.ShouldBe("https://ent.example/aide/rattacher?a=%2F%2Fb");
        using var health = await app.Visitor().Client.GetAsync(new Uri("/health/live", UriKind.Relative), Cancellation);
        health.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Http_AtAPathThatLooksLikeAHost_StaysOnTheSite()
    {
        using var response = await app.Visitor().Client.GetAsync(new Uri("http://localhost//evil.example/"), Cancellation);
        response.Headers.Location!.Host.ShouldBe("ent.example");
    }

    [Fact]
    public async Task Http_FromAProxyThatNobodyNamed_SaysWhatToSet()
    {
        var client = app.Visitor().Client;
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var response = await client.GetAsync(new Uri("/connexion", UriKind.Relative), Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldContain("TrustedProxies");
    }

    [Fact]
    public async Task Cookies_UnderHttps_AreBoundToTheHostAndOutOfReachOfScripts()
    {
        await app.People.RelativeAsync("door.cookies");
        var visitor = app.Visitor(Site);
        await visitor.OpenAsync("/connexion");
        var token = visitor.Page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([
            new("identifiant", "door.cookies"),
            new("passe", People.Password),
            new("__RequestVerificationToken", token),
        ]);
        using var signedIn = await visitor.Client.PostAsync(new Uri("/connexion", UriKind.Relative), form, Cancellation);

        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var cookies = signedIn.Headers.GetValues("Set-Cookie").ToArray();
        cookies.Select(c => c.Split('=')[0]).ShouldBe(["__Host-device", "__Host-rattache", "__Host-note"], ignoreOrder: true);
        cookies.ShouldAllBe(c =>
            c.Contains("secure", StringComparison.OrdinalIgnoreCase)
            && c.Contains("httponly", StringComparison.OrdinalIgnoreCase)
            && c.Contains("path=/", StringComparison.OrdinalIgnoreCase)
            && c.Contains("samesite", StringComparison.OrdinalIgnoreCase)
            && !c.Contains("domain", StringComparison.OrdinalIgnoreCase)
        );
        signedIn.Headers.GetValues("Strict-Transport-Security").Single().ShouldStartWith("max-age=31536000");
    }

    [Fact]
    public async Task Body_LongerThanAnyForm_IsRefusedByTheRealServer()
    {
        await using var served = new RattacheApp();
        await served.InitializeAsync();
        served.Listen();
        var visitor = served.Visitor(served.ClientOptions.BaseAddress.ToString());
        await visitor.OpenAsync("/connexion");
        await visitor.PressAsync("Se connecter", ("identifiant", new string('a', 60_000)), ("passe", "x"));
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        await visitor.PressAsync("Se connecter", ("identifiant", new string('a', 70_000)), ("passe", "x"));
        visitor.Status.ShouldBeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task SignIn_GivesANewSession_WhateverCookieCameWithIt()
    {
        await app.People.RelativeAsync("door.victim");
        await app.People.RelativeAsync("door.attacker");
        var attacker = await SignedInAsync("door.attacker");
        await attacker.SignInAsync("door.victim");
        await attacker.OpenAsync("/mon-compte");
        attacker.Page.Body!.TextContent.ShouldContain("door.victim");
        attacker.Page.Body!.TextContent.ShouldNotContain("door.attacker");
    }

    /// <summary>ASVS 5.0, 7.3.2; of a limit of less than twenty hours one must be warned (WCAG 2.2.1).</summary>
    [Fact]
    public async Task Session_HoweverBusy_EndsAfterADay()
    {
        await app.People.RelativeAsync("door.busy");
        var visitor = await SignedInAsync("door.busy");
        for (var halfHour = 1; halfHour <= 48; halfHour++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(30));
            await visitor.OpenAsync("/mon-compte");
            visitor.Path.ToString().ShouldBe("/mon-compte");
        }

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await visitor.OpenAsync("/mon-compte");
        visitor.Path.ToString().ShouldStartWith("/connexion");
    }

    [Fact]
    public async Task SignOut_WithoutTheFormsProof_SignsNobodyOut()
    {
        await app.People.RelativeAsync("door.out");
        var visitor = await SignedInAsync("door.out");
        using var forged = new FormUrlEncodedContent([]);
        using var response = await visitor.Client.PostAsync(new Uri("/deconnexion", UriKind.Relative), forged, Cancellation);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await visitor.OpenAsync("/mon-compte");
        visitor.Path.ToString().ShouldBe("/mon-compte");
    }

    private async Task<Visitor> SignedInAsync(string login)
    {
        var visitor = app.Visitor(Site);
        await visitor.SignInAsync(login);
        return visitor;
    }

    public sealed class House() : RattacheApp(new() { ["PublicUrl"] = Site });
}
