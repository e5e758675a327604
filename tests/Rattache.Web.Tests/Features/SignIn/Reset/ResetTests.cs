using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Features.SignIn.Reset;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn.Reset;

public sealed class ResetTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Chosen = "quatre petits canards";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Code_Typed_OpensANewPasswordAndEndsWhatWasOpen()
    {
        await app.People.RelativeAsync("reset.ok", with: p => p.Email = "ok@example.org");
        var elsewhere = await app.SignedInAsync("reset.ok");
        var visitor = await AskAsync("Reset.OK ");

        await visitor.PressAsync(
            "Continuer",
            ("code", (await app.CodeToAsync("ok@example.org")).ToLower(CultureInfo.InvariantCulture).Replace("-", " ", StringComparison.Ordinal))
        );
        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/nouveau");
        await visitor.PressAsync("Enregistrer", ("passe", "court"));
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("trop court");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await visitor.PressAsync("Enregistrer", ("passe", Chosen));

        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/fait");
        await elsewhere.OpenAsync("/mon-compte");
        elsewhere.Path.ToString().ShouldStartWith("/connexion");
        await visitor.SignInAsync("reset.ok", Chosen);
        visitor.Path.ToString().ShouldBe("/mes-enfants");
        (await app.MailsToAsync("ok@example.org")).Last().Subject.ShouldBe("Votre mot de passe a changé");
    }

    [Fact]
    public async Task NewPassword_EndsAKeyThatSomebodyElseMade()
    {
        var id = await app.People.RelativeAsync("reset.key", with: p => p.Email = "key@example.org");
        await app.TakeKeyAsync("reset.key");
        var visitor = await AskAsync("reset.key");
        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync("key@example.org")));

        await visitor.PressAsync("Enregistrer", ("passe", "court"));
        (await KeyAsync(id)).RevokedAt.ShouldBeNull("refused: nothing has changed");
        await visitor.PressAsync("Enregistrer", ("passe", Chosen));

        (await KeyAsync(id)).RevokedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Asked_ForAnyLogin_AnswersTheSame()
    {
        await app.People.RelativeAsync("reset.known", with: p => p.Email = "known@example.org");
        await app.People.RelativeAsync("reset.noaddress");
        await app.People.RelativeAsync("reset.notactive", password: null);
        var pages = new List<(string, string, string)>();
        foreach (var login in new[] { "reset.known", "reset.noaddress", "reset.notactive", "reset.nobody", "d8657798-d36c-4112-984a-1479c20585d2" })
        {
            var visitor = await AskAsync(login);
            var asked = visitor.Page.QuerySelector("main")!.TextContent;
            await visitor.PressAsync("Continuer", ("code", "00000-00000"));
            pages.Add(($"{visitor.Status} {visitor.Path}", asked, visitor.Page.QuerySelector("main")!.TextContent));
        }

        pages.Distinct().ShouldHaveSingleItem().Item2.ShouldContain("Si un compte correspond, un code vient de partir");
        (await app.MailsToAsync("known@example.org")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Code_UsedOnce_OpensNothingMore()
    {
        await app.People.RelativeAsync("reset.twice", with: p => p.Email = "twice@example.org");
        var first = await AskAsync("reset.twice");
        var second = await AskAsync("reset.twice");
        var code = await app.CodeToAsync("twice@example.org");

        await first.PressAsync("Continuer", ("code", code));
        await second.PressAsync("Continuer", ("code", code));

        first.Path.ToString().ShouldBe("/mot-de-passe-oublie/nouveau");
        second.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("n’est plus valable");
    }

    [Fact]
    public async Task Code_AfterHalfAnHour_IsRefused()
    {
        await app.People.RelativeAsync("reset.late", with: p => p.Email = "late@example.org");
        var visitor = await AskAsync("reset.late");
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync("late@example.org")));
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("n’est plus valable");
    }

    [Fact]
    public async Task Code_TriedTenTimes_IsDeadEvenTypedRight()
    {
        await app.People.RelativeAsync("reset.tries", with: p => p.Email = "tries@example.org");
        var visitor = await AskAsync("reset.tries");
        for (var i = 0; i < PasswordReset.MostTries; i++)
        {
            await visitor.PressAsync("Continuer", ("code", "ZZZZZ-ZZZZZ"));
        }

        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync("tries@example.org")));

        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/code");
        visitor.Page.QuerySelector(".r-problem").ShouldNotBeNull();
    }

    [Fact]
    public async Task Asked_SixTimesInAnHour_SendsFiveAndSaysNothing()
    {
        await app.People.RelativeAsync("reset.many", with: p => p.Email = "many@example.org");
        for (var i = 0; i < 6; i++)
        {
            (await AskAsync("reset.many")).Path.ToString().ShouldBe("/mot-de-passe-oublie/code");
        }

        (await app.MailsToAsync("many@example.org")).Count.ShouldBe(CodeCounts.MostForAccount);
    }

    [Fact]
    public async Task Asked_ForAnAbsorbedLogin_TheRootsAddressGetsTheRootsReset()
    {
        await app.People.RelativeAsync("reset.root", with: p => p.Email = "root@example.org");
        await app.People.RelativeAsync("reset.absorbed", with: p => p.Email = "absorbed@example.org");
        await app.GatherAsync("reset.root", "reset.absorbed");
        var visitor = await AskAsync("reset.absorbed");

        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync("root@example.org")));
        await visitor.PressAsync("Enregistrer", ("passe", Chosen));

        (await app.MailsToAsync("root@example.org")).Last().Text.ShouldContain("reset.root");
        await visitor.SignInAsync("reset.root", Chosen);
        visitor.Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task Asked_ForAnAbsorbedLogin_ItsOwnAddressOnlyDetaches()
    {
        await app.People.RelativeAsync("detach.root", with: p => p.Email = "droot@example.org");
        await app.People.RelativeAsync("detach.absorbed", with: p => p.Email = "dabsorbed@example.org");
        await app.GatherAsync("detach.root", "detach.absorbed");
        var visitor = await AskAsync("detach.absorbed");

        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync("dabsorbed@example.org")));

        visitor.Path.ToString().ShouldBe("/connexion/compte-rattache");
        await visitor.PressAsync("Détacher");
        await visitor.SignInAsync("detach.absorbed");
        visitor.Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task Merged_Meanwhile_EndsThePendingCode()
    {
        var absorbed = await app.People.RelativeAsync("pending.absorbed", with: p => p.Email = "pending@example.org");
        await app.People.RelativeAsync("pending.kept");
        var visitor = await AskAsync("pending.absorbed");
        await app.GatherAsync("pending.kept", "pending.absorbed");

        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync("pending@example.org")));

        visitor.Page.QuerySelector(".r-problem").ShouldNotBeNull();
        await using var db = app.OpenDb();
        (await db.PasswordResets.AnyAsync(r => r.AccountId == absorbed, Cancellation)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("/mot-de-passe-oublie/code")]
    [InlineData("/mot-de-passe-oublie/nouveau")]
    [InlineData("/mot-de-passe-oublie/compte")]
    public async Task Step_OutOfOrder_GoesBackToTheFirst(string path)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync(path);
        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie");
    }

    private async Task<MergeKey> KeyAsync(AccountId account)
    {
        await using var db = app.OpenDb();
        return await db.MergeKeys.SingleAsync(k => k.AccountId == account, Cancellation);
    }

    private async Task<Visitor> AskAsync(string login)
    {
        // Letters of one millisecond have no order among themselves.
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var visitor = app.Visitor();
        await visitor.OpenAsync("/mot-de-passe-oublie");
        await visitor.PressAsync("Recevoir le code", ("identifiant", login));
        await app.AnswerAskingsAsync();
        return visitor;
    }
}
