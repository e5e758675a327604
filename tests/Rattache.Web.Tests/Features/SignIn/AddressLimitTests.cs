using System.Net;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.Reset;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn;

/// <summary>One password tried on everybody's login, and everybody's help buried under askings: from one address, neither goes far.</summary>
public sealed class AddressLimitTests : IAsyncLifetime
{
    private const string Here = "192.0.2.7";
    private const string Elsewhere = "192.0.2.8";
    private const int Few = 10;

    private readonly RattacheApp app = new(new() { ["SignIn:RefusedFromAddress"] = $"{Few}", ["SignIn:AskedFromAddress"] = $"{Few}" });

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task OnePasswordOnManyLogins_HoldsUpThatAddress_AndNobodyElsewhere()
    {
        await app.People.RelativeAsync("spray.known");
        await SprayAsync();

        (await StatusAsync(app.VisitorFrom(Here), "spray.known")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await StatusAsync(app.VisitorFrom(Here), "spray.nobody")).ShouldBe(HttpStatusCode.TooManyRequests, "as for a login that somebody has");
        (await StatusAsync(app.VisitorFrom(Elsewhere), "spray.known")).ShouldBe(HttpStatusCode.OK);
        app.Clock.Advance(AddressLimit.Window + TimeSpan.FromSeconds(1));
        (await StatusAsync(app.VisitorFrom(Here), "spray.known")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task OnePasswordOnManyLogins_FromANewAddressOfOneHomeEachTime_HoldsUpThatHome()
    {
        await app.People.RelativeAsync("spray.home");
        for (var i = 0; i < Few; i++)
        {
            await app.VisitorFrom($"2001:db8:1:2::{i + 1:x}").SignInAsync($"spray.guess{i}", "azerty123456");
        }

        (await StatusAsync(app.VisitorFrom("2001:db8:1:2:ffff::1"), "spray.home")).ShouldBe(HttpStatusCode.TooManyRequests);
        (await StatusAsync(app.VisitorFrom("2001:db8:1:3::1"), "spray.home")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ParentWhoSignedInFromTheirBrowser_IsNotHeldUpByNeighbours()
    {
        await app.People.RelativeAsync("spray.parent");
        await app.People.RelativeAsync("spray.other");
        var parent = app.VisitorFrom(Here);
        await parent.SignInAsync("spray.parent");
        await parent.PressAsync("Se déconnecter");
        await SprayAsync();

        (await StatusAsync(parent, "spray.other")).ShouldBe(HttpStatusCode.TooManyRequests, "their browser is known to their own account");
        (await StatusAsync(parent, "spray.parent")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/mot-de-passe-oublie", "identifiant", "Recevoir le code")]
    [InlineData("/identifiant-oublie", "contact", "Recevoir mes identifiants")]
    public async Task ManyAskings_FromOneAddress_AreNotWrittenDown_AndThoseFromElsewhereAre(string page, string field, string button)
    {
        for (var i = 0; i < Few; i++)
        {
            (await AskAsync(Here)).ShouldBe(HttpStatusCode.OK);
        }

        (await AskAsync(Here)).ShouldBe(HttpStatusCode.TooManyRequests);
        (await AskAsync(Elsewhere)).ShouldBe(HttpStatusCode.OK);
        await using var db = app.OpenDb();
        (await db.Outbox.CountAsync(m => m.Type == Asking.Type, TestContext.Current.CancellationToken)).ShouldBe(Few + 1);

        async Task<HttpStatusCode> AskAsync(string from)
        {
            var visitor = app.VisitorFrom(from);
            await visitor.OpenAsync(page);
            await visitor.PressAsync(button, (field, "nobody@example.org"));
            return visitor.Status;
        }
    }

    private async Task SprayAsync()
    {
        for (var i = 0; i < Few; i++)
        {
            await app.VisitorFrom(Here).SignInAsync($"spray.guess{i}", "azerty123456");
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor, string login)
    {
        await visitor.SignInAsync(login);
        return visitor.Status;
    }
}
