using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn.Reset;

/// <summary>Forgotten passwords, asked for by an address or a number: everything there, and nothing elsewhere.</summary>
public sealed class ResetByContactTests(SmsSite site) : IClassFixture<SmsSite>
{
    private const string Chosen = "quatre petits canards";
    private readonly RattacheApp app = site.App;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Address_OfOneAccount_OpensANewPassword()
    {
        await app.People.RelativeAsync("contact.one", with: p => p.Email = "Contact.One@example.org");
        var visitor = await AskAsync(" contact.one@EXAMPLE.org ");

        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync("Contact.One@example.org")));
        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/nouveau");
        visitor.Page.QuerySelector("input[name=identifiant]")!.GetAttribute("value").ShouldBe("contact.one");
        await visitor.PressAsync("Enregistrer", ("passe", Chosen));

        await visitor.SignInAsync("contact.one", Chosen);
        visitor.Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task Address_ThatOnlyFoldsToTheVerifiedOne_GetsNothing()
    {
        await app.People.RelativeAsync("fold.owner", with: p => p.Email = "smith@example.org");
        await app.People.RelativeAsync("fold.thief", with: p => p.Email = "ſmith@example.org");
        await AskAsync("ſmith@example.org");

        (await app.MailsToAsync("smith@example.org")).ShouldBeEmpty();
        (await app.MailsToAsync("ſmith@example.org")).ShouldHaveSingleItem().Text.ShouldNotContain("fold.owner");
    }

    [Fact]
    public async Task Address_OfACouple_NamesBothLoginsProposesToGather_AndThePersonChooses()
    {
        await app.People.RelativeAsync("couple.un", with: p => p.Email = "couple@example.org");
        await app.People.RelativeAsync("couple.deux", with: p => p.Email = "couple@example.org");
        var visitor = await AskAsync("couple@example.org");

        var mail = (await app.MailsToAsync("couple@example.org")).ShouldHaveSingleItem();
        mail.Text.ShouldContain("couple.deux et couple.un");
        mail.Text.ShouldContain("http://localhost:5080/aide/rattacher");
        mail.Html.ShouldNotContain("<a ");
        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync("couple@example.org")));
        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/compte");
        await visitor.PressAsync("couple.deux");
        await visitor.PressAsync("Enregistrer", ("passe", Chosen));

        await visitor.SignInAsync("couple.deux", Chosen);
        visitor.Path.ToString().ShouldBe("/mes-enfants");
        (await app.SignedInAsync("couple.un")).Path.ToString().ShouldBe("/mes-enfants", "the other keeps its password");
    }

    [Fact]
    public async Task Code_OfSeveralAccounts_ServesOnceForAll()
    {
        await app.People.RelativeAsync("once.un", with: p => p.Email = "once@example.org");
        await app.People.RelativeAsync("once.deux", with: p => p.Email = "once@example.org");
        var first = await AskAsync("once@example.org");
        var second = app.Visitor();
        await second.OpenAsync("/mot-de-passe-oublie");
        await second.PressAsync("Recevoir le code", ("identifiant", "inconnu@example.org"));
        await app.AnswerAskingsAsync();
        var code = await app.CodeToAsync("once@example.org");

        await second.PressAsync("Continuer", ("code", code));
        second.Page.QuerySelector(".r-problem").ShouldNotBeNull("it was not asked for there");
        await first.PressAsync("Continuer", ("code", code));
        first.Path.ToString().ShouldBe("/mot-de-passe-oublie/compte");

        var third = await AskAgainAsync("once@example.org", code);
        third.Page.QuerySelector(".r-problem").ShouldNotBeNull("it was used up");
    }

    [Fact]
    public async Task Which_AnotherLoginThanThoseProven_OpensNothing()
    {
        await app.People.RelativeAsync("which.un", with: p => p.Email = "which@example.org");
        await app.People.RelativeAsync("which.deux", with: p => p.Email = "which@example.org");
        await app.People.RelativeAsync("which.victim", with: p => p.Email = "victim@example.org");
        var visitor = await AskAsync("which@example.org");
        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync("which@example.org")));

        await visitor.PressAsync("which.un", ("compte", "which.victim"));

        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/compte");
    }

    [Fact]
    public async Task Mobile_Verified_GetsTheCode_AndTellsOfTheNewPassword()
    {
        await app.People.RelativeAsync("contact.mobile", with: p => p.Mobile = "+33639980301");
        var visitor = await AskAsync("06 39 98 03 01");

        await visitor.PressAsync("Continuer", ("code", await site.Gateway.CodeToAsync("+33639980301")));
        await visitor.PressAsync("Enregistrer", ("passe", Chosen));

        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/fait");
        (await site.Gateway.LastToAsync("+33639980301", 2)).ShouldContain("le mot de passe du compte contact.mobile a changé");
    }

    [Fact]
    public async Task Login_WithAMobileAlone_GetsTheCodeThere()
    {
        await app.People.RelativeAsync("contact.loginmobile", with: p => p.Mobile = "+33639980302");
        var visitor = await AskAsync("contact.loginmobile");
        await visitor.PressAsync("Continuer", ("code", await site.Gateway.CodeToAsync("+33639980302")));
        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/nouveau");
    }

    [Fact]
    public async Task Mobile_NotVerified_GetsNothing()
    {
        var id = await app.People.RelativeAsync(
            "contact.unverified",
            with: p =>
            {
                p.FeedMobile = "0639980303";
                p.FeedEmail = "unverified@example.org";
            }
        );
        await using (var db = app.OpenDb())
        {
            await db.Users.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.PhoneNumber, "+33639980303"), Cancellation);
        }

        await AskAsync("0639980303");
        await AskAsync("unverified@example.org");

        await using var after = app.OpenDb();
        (await after.PasswordResets.AnyAsync(r => r.AccountId == id, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task OldAddressOfAnAbsorbedAccount_OnlyDetaches_AndLearnsNothingOfTheRoot()
    {
        await app.People.RelativeAsync("addr.root", with: p => p.Email = "addr.root@example.org");
        await app.People.RelativeAsync("addr.absorbed", with: p => p.Email = "addr.absorbed@example.org");
        await app.GatherAsync("addr.root", "addr.absorbed");
        var visitor = await AskAsync("addr.absorbed@example.org");

        var mail = (await app.MailsToAsync("addr.absorbed@example.org")).Last();
        mail.Text.ShouldContain("permet de le détacher, et rien d’autre");
        mail.Text.ShouldNotContain("addr.root");
        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync("addr.absorbed@example.org")));
        visitor.Path.ToString().ShouldBe("/connexion/compte-rattache");
        (await app.MailsToAsync("addr.root@example.org")).ShouldNotContain(m => m.Subject.Contains("code", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddressOfBothSidesOfAMerge_IsTheRootsAlone()
    {
        await app.People.RelativeAsync("both.root", with: p => p.Email = "both.sides@example.org");
        await app.People.RelativeAsync("both.absorbed", with: p => p.Email = "both.sides@example.org");
        await app.GatherAsync("both.root", "both.absorbed");
        var visitor = await AskAsync("both.sides@example.org");

        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync("both.sides@example.org")));

        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/nouveau");
        visitor.Page.QuerySelector("input[name=identifiant]")!.GetAttribute("value").ShouldBe("both.root");
    }

    [Fact]
    public async Task Changed_Meanwhile_EndsTheCodeOfTheOldMobile()
    {
        await app.People.RelativeAsync("contact.changed", with: p => p.Mobile = "+33639980304");
        var thief = await AskAsync("0639980304");
        var code = await site.Gateway.CodeToAsync("+33639980304");
        var owner = await app.SignedInAsync("contact.changed");
        await owner.OpenAsync("/mon-compte/mobile");
        await owner.PressAsync("Effacer mon numéro");

        await thief.PressAsync("Continuer", ("code", code));

        thief.Page.QuerySelector(".r-problem").ShouldNotBeNull();
    }

    [Fact]
    public async Task ParentAndPupilAtOneAddress_AreNotToldToGather()
    {
        await app.People.RelativeAsync("mixed.parent", with: p => p.Email = "mixed@example.org");
        await app.People.RelativeAsync(
            "mixed.pupil",
            with: p =>
            {
                p.Kind = AccountKind.Student;
                p.Email = "mixed@example.org";
            }
        );
        await AskAsync("mixed@example.org");
        var mail = (await app.MailsToAsync("mixed@example.org")).ShouldHaveSingleItem();
        mail.Text.ShouldContain("mixed.parent et mixed.pupil");
        mail.Text.ShouldNotContain("/aide/rattacher");
    }

    private async Task<Visitor> AskAgainAsync(string typed, string code)
    {
        var visitor = await AskAsync(typed);
        await visitor.PressAsync("Continuer", ("code", code));
        return visitor;
    }

    private async Task<Visitor> AskAsync(string typed)
    {
        // Letters of one millisecond have no order among themselves.
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var visitor = app.Visitor();
        await visitor.OpenAsync("/mot-de-passe-oublie");
        await visitor.PressAsync("Recevoir le code", ("identifiant", typed));
        await app.AnswerAskingsAsync();
        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/code");
        return visitor;
    }
}
