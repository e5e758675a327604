using Microsoft.EntityFrameworkCore;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn.Reset;

/// <summary><em>Identifiant oublié</em>: a list of logins goes only to an address or a number that each of those accounts verified.</summary>
public sealed class LoginsTests(SmsSite site) : IClassFixture<SmsSite>
{
    private readonly RattacheApp app = site.App;

    [Fact]
    public async Task Address_GetsTheLoginsThatVerifiedIt_AndNoOther()
    {
        await app.People.RelativeAsync("list.un", with: p => p.Email = "list@example.org");
        await app.People.RelativeAsync("list.deux", with: p => p.Email = "list@example.org");
        await app.People.RelativeAsync("list.feed", with: p => p.FeedEmail = "list@example.org");
        await app.People.RelativeAsync("list.other", with: p => p.Email = "list.other@example.org");

        var visitor = await AskAsync("list@example.org");

        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("Regardez vos messages");
        var mail = (await app.MailsToAsync("list@example.org")).ShouldHaveSingleItem();
        mail.Text.ShouldContain("    list.deux\n\n    list.un\n");
        mail.Text.ShouldContain("http://localhost:5080/aide/rattacher");
        mail.Text.ShouldNotContain("list.feed");
        mail.Text.ShouldNotContain("list.other");
        await visitor.OpenAsync("/connexion");
        await visitor.SignInAsync("list.un");
        await visitor.OpenAsync("/mon-compte/historique");
        visitor.Page.QuerySelector("main")!.TextContent.ShouldContain("Identifiant oublié : message envoyé");
    }

    [Fact]
    public async Task Mobile_GetsTheLogin()
    {
        await app.People.RelativeAsync("list.mobile", with: p => p.Mobile = "+33639980401");
        await AskAsync("06.39.98.04.01");
        (await site.Gateway.LastToAsync("+33639980401")).ShouldBe("Rattache : vous pouvez vous connecter avec list.mobile.");
    }

    [Fact]
    public async Task AbsorbedAccount_IsListedWhereItVerified_WithoutItsRoot()
    {
        await app.People.RelativeAsync("list.root", with: p => p.Email = "list.root@example.org");
        await app.People.RelativeAsync("list.absorbed", with: p => p.Email = "list.absorbed@example.org");
        await app.GatherAsync("list.root", "list.absorbed");
        app.Clock.Advance(TimeSpan.FromSeconds(1)); // letters of one millisecond have no order among themselves
        await AskAsync("list.absorbed@example.org");

        var mail = (await app.MailsToAsync("list.absorbed@example.org")).Last();
        mail.Subject.ShouldBe("Vos identifiants");
        mail.Text.ShouldContain("list.absorbed");
        mail.Text.ShouldNotContain("list.root");
    }

    [Fact]
    public async Task Asked_SixTimesInAnHour_SendsFiveAndSaysNothing()
    {
        await app.People.RelativeAsync("list.many", with: p => p.Email = "list.many@example.org");
        for (var i = 0; i < 6; i++)
        {
            (await AskAsync("list.many@example.org")).Path.ToString().ShouldBe("/identifiant-oublie/envoye");
        }

        (await app.MailsToAsync("list.many@example.org")).Count.ShouldBe(CodeCounts.MostForAccount);
    }

    [Fact]
    public async Task LockedOrClosed_GetsNothing()
    {
        await app.People.RelativeAsync(
            "list.locked",
            with: p =>
            {
                p.Locked = true;
                p.Email = "list.shut@example.org";
            }
        );
        await app.ClosedAsync(await app.People.RelativeAsync("list.closed", with: p => p.Email = "list.shut@example.org"));
        await AskAsync("list.shut@example.org");
        (await app.MailsToAsync("list.shut@example.org")).ShouldBeEmpty();
    }

    [Fact]
    public async Task AbsorbedAndLocked_IsStillInThePersonsList()
    {
        await app.People.RelativeAsync("list.keeper", with: p => p.Email = "list.keeper@example.org");
        var absorbed = await app.People.RelativeAsync("list.still", with: p => p.Email = "list.keeper@example.org");
        await app.GatherAsync("list.keeper", "list.still");
        await using (var db = app.OpenDb())
        {
            await db
                .Guards.Where(g => g.AccountId == absorbed)
                .ExecuteUpdateAsync(set => set.SetProperty(g => g.LockedAt, app.Clock.GetUtcNow()), TestContext.Current.CancellationToken);
        }

        await AskAsync("list.keeper@example.org");
        (await app.MailsToAsync("list.keeper@example.org")).ShouldContain(mail => mail.Text.Contains("list.still", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("franck.cavel")]
    [InlineData("nom@exemple")]
    [InlineData("01 42 34 56 78")]
    public async Task NoAddressAndNoMobile_IsRefusedAndStaysInItsField(string typed)
    {
        var visitor = await AskAsync(typed);
        visitor.Path.ToString().ShouldBe("/identifiant-oublie");
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("adresse courrielle entière");
        (visitor.Page.QuerySelector("#contact")!.GetAttribute("value") ?? "").ShouldBe(typed);
    }

    [Fact]
    public async Task SignInPage_LeadsHere()
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync("/connexion");
        visitor.Page.QuerySelector("a[href='/identifiant-oublie']")!.TextContent.ShouldBe("Identifiant oublié ?");
    }

    private async Task<Visitor> AskAsync(string typed)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync("/identifiant-oublie");
        await visitor.PressAsync("Recevoir mes identifiants", ("contact", typed));
        await app.AnswerAskingsAsync();
        return visitor;
    }
}
