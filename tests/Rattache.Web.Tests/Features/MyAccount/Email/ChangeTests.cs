using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Email;

public sealed class ChangeTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Code_Typed_ChangesTheAddressAndTellsTheOldOne()
    {
        var id = await app.People.RelativeAsync("email.change", with: p => p.Email = "ancienne@example.org");
        var visitor = await AskAsync("email.change", " nouvelle@example.org ");

        visitor.Path.ToString().ShouldBe("/mon-compte/adresse/code");
        visitor.Page.Body!.TextContent.ShouldContain("nouvelle@example.org");
        (await OwnAsync(id)).Email.ShouldBe("ancienne@example.org");

        await visitor.PressAsync("Confirmer", ("code", await app.CodeToAsync("nouvelle@example.org")));

        visitor.Path.ToString().ShouldBe("/mon-compte");
        visitor.Page.QuerySelector(".r-tip")!.TextContent.ShouldContain("confirmée");
        var own = await OwnAsync(id);
        (own.Email, own.NormalizedEmail, own.EmailConfirmed).ShouldBe(("nouvelle@example.org", "NOUVELLE@EXAMPLE.ORG", true));
        (await app.MailsToAsync("ancienne@example.org")).ShouldHaveSingleItem().Subject.ShouldBe("Votre adresse courrielle a changé");
        await using var db = app.OpenDb();
        (await db.Audit.CountAsync(e => e.Subject == id && e.Kind == AuditKinds.EmailChanged, Cancellation)).ShouldBe(1);
        (await db.AddressProofs.AnyAsync(p => p.AccountId == id, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Code_Typed_EndsAResetThatTheOldMailboxOpened_AndNoSession()
    {
        await app.People.RelativeAsync("email.reset", with: p => p.Email = "lue@example.org");
        var owner = await app.SignedInAsync("email.reset");
        var reader = await app.AtNewPasswordAsync("email.reset", "lue@example.org");

        var here = await AskAsync("email.reset", "sienne@example.org");
        await here.PressAsync("Confirmer", ("code", await app.CodeToAsync("sienne@example.org")));
        await reader.PressAsync("Enregistrer", ("passe", "quatre petits canards"));

        reader.Path.ToString().ShouldBe("/mot-de-passe-oublie");
        await owner.OpenAsync("/mon-compte");
        owner.Path.ToString().ShouldBe("/mon-compte");
        (await app.SignedInAsync("email.reset")).Path.ToString().ShouldBe("/mes-enfants", "the password is as it was");
    }

    [Fact]
    public async Task Code_IsNowhereButInTheMail()
    {
        await app.People.RelativeAsync("email.secret");
        await AskAsync("email.secret", "secret@example.org");
        var code = (await app.CodeToAsync("secret@example.org")).Replace(" ", "", StringComparison.Ordinal);

        code.ShouldMatch("^[0-9]{6}$");
        await using var db = app.OpenDb();
        var proof = await db.AddressProofs.SingleAsync(p => p.Address == "secret@example.org", Cancellation);
        System.Text.Encoding.UTF8.GetString(proof.CodeHash).ShouldNotContain(code);
        (await db.Audit.Select(e => e.Outcome).ToListAsync(Cancellation)).ShouldAllBe(outcome => !outcome.Contains(code));
    }

    [Fact]
    public async Task Code_WrongFiveTimes_NeedsANewOne()
    {
        var id = await app.People.RelativeAsync("email.wrong");
        var visitor = await AskAsync("email.wrong", "faux@example.org");
        var good = await app.CodeToAsync("faux@example.org");
        var wrong = good.StartsWith('0') ? "100000" : "000000";
        for (var i = 0; i < 4; i++)
        {
            await visitor.PressAsync("Confirmer", ("code", wrong));
            Problem(visitor).ShouldContain("n’est pas le bon");
        }

        await visitor.PressAsync("Confirmer", ("code", wrong));
        Problem(visitor).ShouldContain("trop de fois");
        await visitor.PressAsync("Confirmer", ("code", good));
        Problem(visitor).ShouldContain("trop de fois");

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await visitor.PressAsync("Renvoyer le code");
        visitor.Page.QuerySelector(".r-tip")!.TextContent.ShouldContain("Un nouveau code");
        await visitor.PressAsync("Confirmer", ("code", await app.CodeToAsync("faux@example.org")));
        (await OwnAsync(id)).Email.ShouldBe("faux@example.org");
    }

    [Fact]
    public async Task Code_AfterAQuarterOfAnHour_IsRefused()
    {
        var id = await app.People.RelativeAsync("email.late");
        var visitor = await AskAsync("email.late", "tard@example.org");
        var code = await app.CodeToAsync("tard@example.org");
        app.Clock.Advance(TimeSpan.FromMinutes(15));

        await visitor.PressAsync("Confirmer", ("code", code));

        Problem(visitor).ShouldContain("n’est plus valable");
        (await OwnAsync(id)).Email.ShouldBeNull();
    }

    [Fact]
    public async Task Codes_FiveInAnHour_TheSixthWaits()
    {
        await app.People.RelativeAsync("email.many");
        var visitor = await AskAsync("email.many", "plein@example.org");
        for (var i = 0; i < 4; i++)
        {
            await visitor.PressAsync("Renvoyer le code");
        }

        await visitor.PressAsync("Renvoyer le code");

        Problem(visitor).ShouldContain("5 codes");
        (await app.MailsToAsync("plein@example.org")).Count.ShouldBe(5);
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        visitor = await AskAsync("email.many", "plein@example.org");
        visitor.Path.ToString().ShouldBe("/mon-compte/adresse/code");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nom")]
    [InlineData("nom@exemple")]
    [InlineData("nom@@exemple.fr")]
    [InlineData("nom@exemple..fr")]
    [InlineData("Nom <nom@exemple.fr>")]
    [InlineData("a@exemple.fr, b@exemple.fr")]
    public async Task Address_Incomplete_IsRefusedAndStaysInItsField(string typed)
    {
        var login = $"email.bad{Math.Abs(typed.GetHashCode(StringComparison.Ordinal))}";
        await app.People.RelativeAsync(login);
        var visitor = await AskAsync(login, typed);

        visitor.Path.ToString().ShouldBe("/mon-compte/adresse");
        Problem(visitor).ShouldContain("n’est pas complète");
        visitor.Page.QuerySelector("#adresse")!.GetAttribute("aria-invalid").ShouldBe("true");
        (visitor.Page.QuerySelector("#adresse")!.GetAttribute("value") ?? "").ShouldBe(typed);
    }

    [Fact]
    public async Task Address_PasswordGivenLongAgo_AsksForItAgain()
    {
        await app.People.RelativeAsync("email.open");
        var visitor = await app.SignedInAsync("email.open");
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await visitor.OpenAsync("/mon-compte/adresse");

        await visitor.PressAsync("Recevoir le code", ("adresse", "ouverte@example.org"));
        Problem(visitor).ShouldContain("mot de passe");
        await visitor.PressAsync("Recevoir le code", ("adresse", "ouverte@example.org"), ("passe", "not the password"));
        (await app.MailsToAsync("ouverte@example.org")).ShouldBeEmpty();
        await visitor.PressAsync("Recevoir le code", ("adresse", "ouverte@example.org"), ("passe", People.Password));

        visitor.Path.ToString().ShouldBe("/mon-compte/adresse/code");
        (await app.MailsToAsync("ouverte@example.org")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Address_PasswordWrongTenTimes_SaysThatOneHasToWait()
    {
        await app.People.RelativeAsync("email.wait");
        var visitor = await app.SignedInAsync("email.wait");
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await visitor.OpenAsync("/mon-compte/adresse");
        for (var i = 0; i < 10; i++)
        {
            await visitor.PressAsync("Recevoir le code", ("adresse", "attente@example.org"), ("passe", "not the password"));
            Problem(visitor).ShouldContain("pas le mot de passe de ce compte");
        }

        await visitor.PressAsync("Recevoir le code", ("adresse", "attente@example.org"), ("passe", People.Password));

        Problem(visitor).ShouldContain("Attendez 5 minutes");
        (await app.MailsToAsync("attente@example.org")).ShouldBeEmpty();
    }

    [Fact]
    public async Task CodePage_WithoutAnAddressWaiting_GoesBackToTheAddress()
    {
        await app.People.RelativeAsync("email.none");
        var visitor = await app.SignedInAsync("email.none");
        await visitor.OpenAsync("/mon-compte/adresse/code");
        visitor.Path.ToString().ShouldBe("/mon-compte/adresse");
    }

    private async Task<Visitor> AskAsync(string login, string address)
    {
        var visitor = await app.SignedInAsync(login);
        await visitor.OpenAsync("/mon-compte/adresse");
        await visitor.PressAsync("Recevoir le code", ("adresse", address));
        return visitor;
    }

    private static string Problem(Visitor visitor) => visitor.Page.QuerySelector(".r-problem")!.TextContent;

    private async Task<Credentials> OwnAsync(AccountId id)
    {
        await using var db = app.OpenDb();
        return await db.Users.SingleAsync(c => c.Id == id, Cancellation);
    }
}
