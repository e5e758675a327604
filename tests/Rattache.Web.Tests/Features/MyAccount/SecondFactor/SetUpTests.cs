using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.SecondFactor;

public sealed class SetUpTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Place = "/mon-compte/double-verification";

    [Fact]
    public async Task Key_WithoutACodeOfIt_ChangesNothing()
    {
        await app.People.RelativeAsync("setup.half");
        var visitor = await app.SignedInAsync("setup.half");
        await visitor.OpenAsync(Place);
        await visitor.PressAsync("Activer");
        await visitor.PressAsync("Activer", ("code", "000000"));
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("ne correspond pas");
        visitor.KeyForPhone().Length.ShouldBe(32);

        (await app.SignedInAsync("setup.half")).Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task TurnedOn_EndsTheOtherSessions_AndTellsTheOwner()
    {
        await app.People.RelativeAsync("setup.others", with: p => p.Email = "setup@example.org");
        var other = await app.SignedInAsync("setup.others");
        var visitor = await app.SignedInAsync("setup.others");

        await app.TurnOnSecondFactorAsync(visitor);

        await other.OpenAsync("/mon-compte");
        other.Path.ToString().ShouldStartWith("/connexion");
        await visitor.OpenAsync("/mon-compte");
        visitor.Path.ToString().ShouldBe("/mon-compte");
        (await app.MailsToAsync("setup@example.org")).ShouldHaveSingleItem().Subject.ShouldBe("La double vérification est activée");
    }

    [Fact]
    public async Task TurnedOn_EndsAKeyThatSomebodyElseMade()
    {
        await app.People.RelativeAsync("setup.key");
        await app.People.RelativeAsync("setup.thief");
        var key = await app.TakeKeyAsync("setup.key");

        await app.TurnOnSecondFactorAsync(await app.SignedInAsync("setup.key"));

        var thief = await app.SignedInAsync("setup.thief");
        await thief.PasteAsync(key);
        thief.Page.QuerySelectorAll("button").ShouldNotContain(b => b.TextContent.Trim().StartsWith("Confirmer le rattachement"));
    }

    [Fact]
    public async Task Secrets_LieInNoTableAsTheyAre()
    {
        await app.People.RelativeAsync("setup.sealed");
        var visitor = await app.SignedInAsync("setup.sealed");
        var phone = await app.TurnOnSecondFactorAsync(visitor);
        var codes = visitor.RecoveryCodes();
        codes.Length.ShouldBe(10);

        await using var db = app.OpenDb();
        var dump = string.Join('\n', await db.DumpAsync());
        dump.ShouldContain("AuthenticatorKey");
        dump.ShouldNotContain(phone.Key);
        foreach (var code in codes)
        {
            dump.ShouldNotContain(code);
            dump.ShouldNotContain(code.Replace("-", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Codes_AreShownOnce()
    {
        await app.People.RelativeAsync("setup.once");
        var visitor = await app.SignedInAsync("setup.once");
        await app.TurnOnSecondFactorAsync(visitor);
        await visitor.OpenAsync($"{Place}/codes");
        visitor.Path.ToString().ShouldBe(Place);
    }

    [Fact]
    public async Task Codes_Renewed_ReplaceThoseBefore()
    {
        await app.People.RelativeAsync("setup.renew");
        var visitor = await app.SignedInAsync("setup.renew");
        await app.TurnOnSecondFactorAsync(visitor);
        var old = visitor.RecoveryCodes();
        await visitor.OpenAsync(Place);
        await visitor.PressAsync("Faire de nouveaux codes de secours");
        var renewed = visitor.RecoveryCodes();
        renewed.Intersect(old).ShouldBeEmpty();

        (await OpensAsync("setup.renew", old[0])).ShouldBeFalse();
        (await OpensAsync("setup.renew", renewed[0])).ShouldBeTrue();
    }

    [Fact]
    public async Task Codes_Renewed_WhileAPadlockTurns_AreShown()
    {
        var id = await app.People.RelativeAsync("setup.meanwhile");
        var visitor = await app.SignedInAsync("setup.meanwhile");
        await app.TurnOnSecondFactorAsync(visitor);
        for (var round = 0; round < 10; round++)
        {
            await visitor.OpenAsync(Place);
            await app.WhileAPadlockTurnsAsync(id, () => visitor.PressAsync("Faire de nouveaux codes de secours"));
            visitor.RecoveryCodes().Length.ShouldBe(10);
        }
    }

    [Fact]
    public async Task TurnedOff_ThePasswordIsEnough_AndThisBrowserStaysOpen()
    {
        await app.People.RelativeAsync("setup.off");
        var visitor = await app.SignedInAsync("setup.off");
        await app.TurnOnSecondFactorAsync(visitor);
        await visitor.OpenAsync(Place);
        await visitor.PressAsync("Désactiver");
        visitor.Path.ToString().ShouldBe("/mon-compte");
        (await app.SignedInAsync("setup.off")).Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task Any_AfterAQuarterOfAnHour_AsksForThePassword()
    {
        await app.People.RelativeAsync("setup.proof");
        var visitor = await app.SignedInAsync("setup.proof");
        await visitor.OpenAsync(Place);
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await visitor.PressAsync("Activer");
        visitor.Path.ToString().ShouldStartWith(Place);
        visitor.Page.QuerySelector("#passe").ShouldNotBeNull();
        await visitor.PressAsync("Activer", ("passe", People.Password));
        visitor.Path.ToString().ShouldBe($"{Place}/activer");
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await visitor.OpenAsync($"{Place}/activer");
        visitor.Path.ToString().ShouldBe(Place, "an open page that somebody left shows no key");
    }

    private async Task<bool> OpensAsync(string login, string code)
    {
        var visitor = await app.SignedInAsync(login);
        await visitor.PressAsync("Continuer", ("code", code));
        return visitor.Path.ToString() == "/mes-enfants";
    }
}
