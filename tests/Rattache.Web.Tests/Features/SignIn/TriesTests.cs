using Rattache.Web.Features.SignIn;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn;

/// <summary>Guessing is slow, and cannot be used to keep an owner out.</summary>
public sealed class TriesTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    [Fact]
    public async Task TenWrongPasswords_FromABrowserNotSeenBefore_LockEverySuchBrowserOutForFiveMinutes()
    {
        await app.People.RelativeAsync("tries.locked");
        await GuessAsync(app.Visitor(), "tries.locked", 10);
        (await OpensAsync(app.Visitor(), "tries.locked")).ShouldBeFalse();
        app.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        (await OpensAsync(app.Visitor(), "tries.locked")).ShouldBeTrue();
    }

    [Fact]
    public async Task SomebodyElseGuessingForHours_NeverKeepsTheOwnersBrowserOut()
    {
        await app.People.RelativeAsync("tries.owner");
        var owner = await SignedInAndOutAsync("tries.owner");
        var attacker = app.Visitor();
        for (var round = 0; round < 4; round++)
        {
            await GuessAsync(attacker, "tries.owner", 11);
            (await OpensAsync(app.Visitor(), "tries.owner")).ShouldBeFalse("an unknown browser waits");
            await SignOutAsync(owner);
            (await OpensAsync(owner, "tries.owner")).ShouldBeTrue();
            app.Clock.Advance(TimeSpan.FromMinutes(6));
        }
    }

    [Fact]
    public async Task SomebodyElseGuessing_DoesNotKeepTheSignedInOwnerFromProvingThePassword()
    {
        await app.People.RelativeAsync("tries.proof");
        var owner = await app.SignedInAsync("tries.proof");
        await owner.OpenAsync("/mon-compte");
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await GuessAsync(app.Visitor(), "tries.proof", 11);
        await owner.PressAsync("Générer une clé de fusion", ("passe", People.Password));
        owner.Page.QuerySelector("#cle-faite").ShouldNotBeNull();
    }

    [Fact]
    public async Task TenWrongPasswords_FromTheOwnersBrowser_MakeItOneLikeAnyOther()
    {
        await app.People.RelativeAsync("tries.family");
        var family = await SignedInAndOutAsync("tries.family");
        await GuessAsync(family, "tries.family", Tries.MostFromKnownDevice);
        (await OpensAsync(family, "tries.family")).ShouldBeFalse();
    }

    [Fact]
    public async Task NewPassword_AfterForgettingIt_MakesThatBrowserKnown()
    {
        await app.People.RelativeAsync("tries.reset", with: p => p.Email = "tries.reset@example.org");
        var owner = await app.AtNewPasswordAsync("tries.reset", "tries.reset@example.org");
        await owner.PressAsync("Enregistrer", ("passe", "quatre petits canards"));
        await GuessAsync(app.Visitor(), "tries.reset", 10);

        await owner.SignInAsync("tries.reset", "quatre petits canards");

        owner.Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task NewPassword_Refused_LeavesTheOwnersBrowserKnown()
    {
        await app.People.RelativeAsync("tries.refused");
        var owner = await app.SignedInAsync("tries.refused");
        await owner.OpenAsync("/mon-compte/mot-de-passe");
        await owner.PressAsync("Enregistrer", ("actuel", People.Password), ("passe", "court"));
        owner.Path.ToString().ShouldBe("/mon-compte/mot-de-passe");
        await SignOutAsync(owner);
        await GuessAsync(app.Visitor(), "tries.refused", 10);

        (await OpensAsync(owner, "tries.refused")).ShouldBeTrue();
    }

    [Fact]
    public async Task BrowserKnownToOneAccount_IsUnknownToAnother()
    {
        await app.People.RelativeAsync("tries.mine");
        await app.People.RelativeAsync("tries.victim");
        var attacker = await SignedInAndOutAsync("tries.mine");
        await GuessAsync(attacker, "tries.victim", 10);
        (await OpensAsync(attacker, "tries.victim")).ShouldBeFalse();
    }

    [Fact]
    public async Task TenGuessesAtOnce_CountAsTen()
    {
        await app.People.RelativeAsync("tries.parallel");
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => GuessAsync(app.Visitor(), "tries.parallel", 1)));
        (await OpensAsync(app.Visitor(), "tries.parallel")).ShouldBeFalse();
    }

    [Fact]
    public async Task AbsorbedLogins_GiveNoFurtherTries()
    {
        await app.People.RelativeAsync("tries.kept");
        await app.People.RelativeAsync("tries.absorbed");
        await app.GatherAsync("tries.kept", "tries.absorbed");
        await GuessAsync(app.Visitor(), "tries.kept", 5);
        await GuessAsync(app.Visitor(), "tries.absorbed", 5);
        (await OpensAsync(app.Visitor(), "tries.kept")).ShouldBeFalse("failed sign-ins count on the root");
    }

    [Fact]
    public async Task SignInTwiceAtOnce_FromABrowserThatAnotherAccountKnows_OpensBothTimes()
    {
        await app.People.RelativeAsync("tries.first");
        await app.People.RelativeAsync("tries.twice");
        var family = await SignedInAndOutAsync("tries.first");
        await family.OpenAsync("/connexion");
        var form = family.Page;
        var windows = Enumerable.Range(0, 4).Select(_ => new Visitor(family.Client)).ToList();
        windows.ForEach(window => window.Return(form, "/connexion"));

        await Task.WhenAll(windows.Select(w => w.PressAsync("Se connecter", ("identifiant", "tries.twice"), ("passe", People.Password))));

        windows.ShouldAllBe(window => window.Path.ToString() == "/mes-enfants");
    }

    [Fact]
    public async Task CookieOfOnesOwnMaking_IsNoKnownBrowser()
    {
        await app.People.RelativeAsync("tries.forged");
        await SignedInAndOutAsync("tries.forged");
        var attacker = app.Visitor();
        attacker.Client.DefaultRequestHeaders.Add("Cookie", $"device={Guid.NewGuid()}");
        await GuessAsync(attacker, "tries.forged", 10);
        (await OpensAsync(attacker, "tries.forged")).ShouldBeFalse();
    }

    private async Task<Visitor> SignedInAndOutAsync(string login)
    {
        var visitor = await app.SignedInAsync(login);
        return await SignOutAsync(visitor);
    }

    private static async Task<Visitor> SignOutAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/mon-compte");
        if (visitor.Path.ToString() == "/mon-compte")
        {
            await visitor.PressAsync("Se déconnecter");
        }

        return visitor;
    }

    private static async Task GuessAsync(Visitor visitor, string login, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await visitor.SignInAsync(login, $"guess number {i}");
        }
    }

    private static async Task<bool> OpensAsync(Visitor visitor, string login)
    {
        await visitor.SignInAsync(login);
        return visitor.Path.ToString() == "/mes-enfants";
    }
}
