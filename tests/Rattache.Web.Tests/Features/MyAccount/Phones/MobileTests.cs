using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Phones;

public sealed class MobileTests(SmsSite site) : IClassFixture<SmsSite>
{
    private readonly RattacheApp app = site.App;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Code_Typed_ChangesTheNumberAndTellsTheOldOneAndTheAddress()
    {
        var id = await app.People.RelativeAsync(
            "mobile.change",
            with: p =>
            {
                p.Email = "mobile.change@example.org";
                p.Mobile = "+33639980101";
            }
        );
        var visitor = await AskAsync("mobile.change", "06 39 98 01 02");

        visitor.Path.ToString().ShouldBe("/mon-compte/mobile/code");
        visitor.Page.Body!.TextContent.ShouldContain("06 39 98 01 02");
        (await OwnAsync(id)).PhoneNumber.ShouldBe("+33639980101");
        await visitor.OpenAsync("/mon-compte");
        visitor.Page.Body!.TextContent.ShouldContain("À confirmer : 06 39 98 01 02");
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href$='/mobile/code']")!.GetAttribute("href")!);

        await visitor.PressAsync("Confirmer mon numéro", ("code", await site.Gateway.CodeToAsync("+33639980102")));

        visitor.Path.ToString().ShouldBe("/mon-compte");
        visitor.Page.QuerySelector(".r-tip")!.TextContent.ShouldContain("confirmé");
        var own = await OwnAsync(id);
        (own.PhoneNumber, own.PhoneNumberConfirmed).ShouldBe(("+33639980102", true));
        (await site.Gateway.LastToAsync("+33639980101")).ShouldContain("le téléphone mobile du compte mobile.change a changé");
        (await app.MailsToAsync("mobile.change@example.org")).ShouldHaveSingleItem().Subject.ShouldBe("Votre téléphone mobile a changé");
        await visitor.OpenAsync("/mon-compte/historique");
        visitor.Page.QuerySelector("main ol")!.TextContent.ShouldContain("Téléphone mobile confirmé");
    }

    [Fact]
    public async Task NewPassword_OfWhoVerifiedAMobileAlone_IsToldThere()
    {
        await app.People.RelativeAsync("mobile.password", with: p => p.Mobile = "+33639980190");
        var visitor = await app.SignedInAsync("mobile.password");
        await visitor.OpenAsync("/mon-compte/mot-de-passe");
        await visitor.PressAsync("Enregistrer", ("actuel", People.Password), ("passe", "quatre petits canards"));

        visitor.Path.ToString().ShouldBe("/mon-compte");
        (await site.Gateway.LastToAsync("+33639980190")).ShouldContain("le mot de passe du compte mobile.password a changé");
    }

    [Fact]
    public async Task Code_Typed_EndsAResetThatWasOpenedBefore()
    {
        await app.People.RelativeAsync("mobile.reset", with: p => p.Email = "mobile.reset@example.org");
        var reader = await app.AtNewPasswordAsync("mobile.reset", "mobile.reset@example.org");

        var owner = await AskAsync("mobile.reset", "0639980195");
        await owner.PressAsync("Confirmer mon numéro", ("code", await site.Gateway.CodeToAsync("+33639980195")));
        await reader.PressAsync("Enregistrer", ("passe", "quatre petits canards"));

        reader.Path.ToString().ShouldBe("/mot-de-passe-oublie");
        (await app.SignedInAsync("mobile.reset")).Path.ToString().ShouldBe("/mes-enfants", "the password is as it was");
    }

    [Fact]
    public async Task Code_IsNowhereButInTheMessage()
    {
        var id = await app.People.RelativeAsync("mobile.secret");
        await AskAsync("mobile.secret", "0639980111");
        var code = (await site.Gateway.CodeToAsync("+33639980111")).Replace(" ", "", StringComparison.Ordinal);

        code.ShouldMatch("^[0-9]{6}$");
        await using var db = app.OpenDb();
        var proof = await db.AddressProofs.SingleAsync(p => p.AccountId == id, Cancellation);
        System.Text.Encoding.UTF8.GetString(proof.CodeHash).ShouldNotContain(code);
        (await db.Audit.Select(e => e.Outcome).ToListAsync(Cancellation)).ShouldAllBe(outcome => !outcome.Contains(code));
    }

    [Fact]
    public async Task Code_WrongFiveTimes_NeedsANewOne()
    {
        var id = await app.People.RelativeAsync("mobile.wrong");
        var visitor = await AskAsync("mobile.wrong", "0639980121");
        var good = await site.Gateway.CodeToAsync("+33639980121");
        var wrong = good.StartsWith('0') ? "100000" : "000000";
        for (var i = 0; i < 5; i++)
        {
            await visitor.PressAsync("Confirmer", ("code", wrong));
        }

        await visitor.PressAsync("Confirmer", ("code", good));
        Problem(visitor).ShouldContain("trop de fois");

        await visitor.PressAsync("Renvoyer le code");
        visitor.Page.QuerySelector(".r-tip")!.TextContent.ShouldContain("Un nouveau code");
        await visitor.PressAsync("Confirmer", ("code", await site.Gateway.CodeToAsync("+33639980121", 2)));
        (await OwnAsync(id)).PhoneNumber.ShouldBe("+33639980121");
    }

    [Fact]
    public async Task Code_AfterAQuarterOfAnHour_IsRefused()
    {
        var id = await app.People.RelativeAsync("mobile.late");
        var visitor = await AskAsync("mobile.late", "0639980131");
        var code = await site.Gateway.CodeToAsync("+33639980131");
        app.Clock.Advance(TimeSpan.FromMinutes(15));

        await visitor.PressAsync("Confirmer", ("code", code));

        Problem(visitor).ShouldContain("n’est plus valable");
        (await OwnAsync(id)).PhoneNumber.ShouldBeNull();
    }

    [Fact]
    public async Task Email_WaitingForItsCode_IsLeftWaiting()
    {
        await app.People.RelativeAsync("mobile.both");
        var visitor = await AskAsync("mobile.both", "0639980141");
        await visitor.OpenAsync("/mon-compte/adresse");
        await visitor.PressAsync("Recevoir le code", ("adresse", "both@example.org"));
        await visitor.OpenAsync("/mon-compte/mobile/code");
        await visitor.PressAsync("Confirmer", ("code", await site.Gateway.CodeToAsync("+33639980141")));
        await visitor.OpenAsync("/mon-compte/adresse/code");
        await visitor.PressAsync("Confirmer", ("code", await app.CodeToAsync("both@example.org")));
        visitor.Page.QuerySelector(".r-tip")!.TextContent.ShouldContain("adresse courrielle est confirmée");
    }

    [Fact]
    public async Task Number_PasswordGivenLongAgo_AsksForItAgain()
    {
        await app.People.RelativeAsync("mobile.open");
        var visitor = await app.SignedInAsync("mobile.open");
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await visitor.OpenAsync("/mon-compte/mobile");

        await visitor.PressAsync("Recevoir le code", ("numero", "0639980151"));
        Problem(visitor).ShouldContain("mot de passe");
        visitor.Page.QuerySelector("#numero")!.GetAttribute("value").ShouldBe("0639980151");
        await visitor.PressAsync("Recevoir le code", ("numero", "0639980151"), ("passe", People.Password));

        visitor.Path.ToString().ShouldBe("/mon-compte/mobile/code");
        site.Gateway.Requests.Count(r => r.Body.Contains("39980151", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task Removed_TheSchoolsComesBackAndTheOldOneIsTold()
    {
        var id = await app.People.RelativeAsync(
            "mobile.removed",
            with: p =>
            {
                p.FeedMobile = "0612345678";
                p.Mobile = "+33639980161";
            }
        );
        var visitor = await app.SignedInAsync("mobile.removed");
        await visitor.OpenAsync("/mon-compte/mobile");

        await visitor.PressAsync("Effacer mon numéro et reprendre celui de l’école : 06 12 34 56 78");

        visitor.Page.QuerySelector("main")!.TextContent.ShouldContain("06 12 34 56 78");
        (await OwnAsync(id)).PhoneNumberConfirmed.ShouldBeFalse();
        (await site.Gateway.LastToAsync("+33639980161")).ShouldContain("a changé");
        await using var db = app.OpenDb();
        (await db.Audit.CountAsync(e => e.Subject == id && e.Kind == AuditKinds.PhoneChanged, Cancellation)).ShouldBe(1);
    }

    [Theory]
    [InlineData("06 12", "n’est pas complet")]
    [InlineData("01 42 34 56 78", "n’est pas celui d’un mobile")]
    public async Task Number_ThatCannotBe_IsRefusedAndStaysInItsField(string typed, string said)
    {
        var login = $"mobile.no{typed.Length}";
        await app.People.RelativeAsync(login);
        var visitor = await AskAsync(login, typed);

        visitor.Path.ToString().ShouldBe("/mon-compte/mobile");
        Problem(visitor).ShouldContain(said);
        visitor.Page.QuerySelector("#numero")!.GetAttribute("value").ShouldBe(typed);
    }

    [Fact]
    public async Task CodePage_WithoutANumberWaiting_GoesBackToTheNumber()
    {
        await app.People.RelativeAsync("mobile.none");
        var visitor = await app.SignedInAsync("mobile.none");
        await visitor.OpenAsync("/mon-compte/mobile/code");
        visitor.Path.ToString().ShouldBe("/mon-compte/mobile");
    }

    private async Task<Visitor> AskAsync(string login, string number)
    {
        var visitor = await app.SignedInAsync(login);
        await visitor.OpenAsync("/mon-compte/mobile");
        await visitor.PressAsync("Recevoir le code", ("numero", number));
        return visitor;
    }

    private static string Problem(Visitor visitor) => visitor.Page.QuerySelector(".r-problem")!.TextContent;

    private async Task<Credentials> OwnAsync(AccountId id)
    {
        await using var db = app.OpenDb();
        return await db.Users.SingleAsync(c => c.Id == id, Cancellation);
    }
}
