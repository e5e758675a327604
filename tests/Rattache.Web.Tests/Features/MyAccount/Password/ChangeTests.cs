using Microsoft.EntityFrameworkCore;
using Rattache.Web.Audit;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Password;

public sealed class ChangeTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Page = "/mon-compte/mot-de-passe";
    private const string Chosen = "quatre petits canards";

    [Fact]
    public async Task Password_Changed_KeepsThisDeviceAndEndsTheOthers()
    {
        await app.People.RelativeAsync("password.change", with: p => p.Email = "canard@example.org");
        var here = await app.SignedInAsync("password.change");
        var elsewhere = await app.SignedInAsync("password.change");

        await ChangeAsync(here, People.Password, Chosen);

        here.Path.ToString().ShouldBe("/mon-compte");
        here.Page.QuerySelector(".r-tip")!.TextContent.ShouldContain("mot de passe est changé");
        await elsewhere.OpenAsync("/mon-compte");
        elsewhere.Path.ToString().ShouldStartWith("/connexion");
        (await app.MailsToAsync("canard@example.org")).ShouldHaveSingleItem().Subject.ShouldBe("Votre mot de passe a changé");
        var visitor = app.Visitor();
        await visitor.SignInAsync("password.change", Chosen);
        visitor.Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task Password_Changed_WhileAPadlockTurns_IsChanged()
    {
        var id = await app.People.RelativeAsync("password.meanwhile");
        var visitor = await app.SignedInAsync("password.meanwhile");
        foreach (var (current, chosen) in new[] { (People.Password, Chosen), (Chosen, "cinq petits canards"), ("cinq petits canards", Chosen) })
        {
            await app.WhileAPadlockTurnsAsync(id, () => ChangeAsync(visitor, current, chosen));

            visitor.Path.ToString().ShouldBe("/mon-compte", visitor.Page.Body!.TextContent);
        }
    }

    [Fact]
    public async Task Password_Changed_EndsAKeyThatSomebodyElseMade()
    {
        var id = await app.People.RelativeAsync("password.key");
        await app.People.RelativeAsync("password.thief");
        var key = await app.TakeKeyAsync("password.key");

        await ChangeAsync(await app.SignedInAsync("password.key"), People.Password, Chosen);

        var thief = await app.SignedInAsync("password.thief");
        await thief.PasteAsync(key);
        thief.Page.QuerySelectorAll("button").ShouldNotContain(b => b.TextContent.Trim().StartsWith("Confirmer le rattachement"));
        await using var db = app.OpenDb();
        (await db.MergeKeys.SingleAsync(k => k.AccountId == id, TestContext.Current.CancellationToken)).RevokedAt.ShouldNotBeNull();
        (await db.Audit.CountAsync(e => e.Subject == id && e.Kind == AuditKinds.KeyRevoked, TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Fact]
    public async Task Password_Refused_LeavesTheKeyWhole()
    {
        var id = await app.People.RelativeAsync("password.keykept");
        await app.TakeKeyAsync("password.keykept");

        await ChangeAsync(await app.SignedInAsync("password.keykept"), People.Password, "court");

        await using var db = app.OpenDb();
        (await db.MergeKeys.SingleAsync(k => k.AccountId == id, TestContext.Current.CancellationToken)).RevokedAt.ShouldBeNull();
        (await db.Sessions.CountAsync(s => s.AccountId == id, TestContext.Current.CancellationToken)).ShouldBe(2);
    }

    [Theory]
    [InlineData("not this one", Chosen, "#actuel", "ne correspond pas")]
    [InlineData(People.Password, "court", "#passe", "trop court")]
    [InlineData(People.Password, "password.refused99", "#passe", "contient votre identifiant")]
    [InlineData(People.Password, "Motdepasse2026!", "#passe", "trop facile")]
    public async Task Password_Refused_SaysWhyAndChangesNothing(string current, string chosen, string field, string said)
    {
        var login = "password.refused" + chosen.Length + (current == People.Password ? "" : "x");
        var id = await app.People.RelativeAsync(login, with: p => p.Email = "refus@example.org");
        var visitor = await app.SignedInAsync(login);

        await ChangeAsync(visitor, current, chosen);

        visitor.Path.ToString().ShouldBe(Page);
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain(said);
        visitor.Page.QuerySelector(field)!.GetAttribute("aria-invalid").ShouldBe("true");
        visitor.Page.QuerySelector(field)!.GetAttribute("value").ShouldBeNull();
        (await app.MailsToAsync("refus@example.org")).ShouldBeEmpty();
        await using var db = app.OpenDb();
        (
            await db.Audit.AnyAsync(e => e.Subject == id && e.Kind == AuditKinds.PasswordChanged, TestContext.Current.CancellationToken)
        ).ShouldBeFalse();
    }

    [Fact]
    public async Task Current_WrongTenTimes_WaitsLikeASignIn()
    {
        await app.People.RelativeAsync("password.locked");
        var visitor = await app.SignedInAsync("password.locked");
        for (var i = 0; i < 10; i++)
        {
            await ChangeAsync(visitor, "not this one", Chosen);
        }

        await ChangeAsync(visitor, People.Password, Chosen);

        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("Trop d’essais");
    }

    private static async Task ChangeAsync(Visitor visitor, string current, string chosen)
    {
        await visitor.OpenAsync(Page);
        await visitor.PressAsync("Enregistrer", ("actuel", current), ("passe", chosen));
    }
}
