using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Notifications;
using Rattache.Web.Audit;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Notifications;

public sealed class IndexTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_AddressConfirmed_SaysWhereMessagesGo()
    {
        await app.People.RelativeAsync("notify.yes", with: p => p.Email = "yes@example.org");
        var visitor = await OpenAsync("notify.yes");

        visitor.Page.QuerySelector(".r-list")!.TextContent.ShouldContain("yes@example.org");
        visitor.Page.QuerySelector(".r-tabs [aria-current]")!.TextContent.ShouldBe("Gérer mes notifications externes");
    }

    [Fact]
    public async Task Page_OnlyTheSchoolsAddress_SaysThatNothingArrives()
    {
        await app.People.RelativeAsync("notify.no", with: p => p.FeedEmail = "ecole@example.org");
        var visitor = await OpenAsync("notify.no");

        visitor.Page.QuerySelector(".r-note")!.TextContent.ShouldContain("Aucune adresse confirmée");
        visitor.Page.Body!.TextContent.ShouldNotContain("ecole@example.org");
    }

    [Fact]
    public async Task Page_BeforeAnythingIsChosen_ShowsWhatHoldsAnyway_AndWritesNothing()
    {
        var id = await app.People.RelativeAsync("notify.new");
        var visitor = await OpenAsync("notify.new");

        Shown(visitor).ShouldBe("semaine jour jamais 18 5 Europe/Paris");
        visitor.Page.QuerySelectorAll("select").ShouldAllBe(s => s.Id != "securite");
        await using var db = app.OpenDb();
        (await db.NotificationPreferences.AnyAsync(p => p.AccountId == id, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Save_EachAnswer_IsKeptShownAndAudited_AndWhatWaitsIsLookedAtAgain()
    {
        var id = await app.People.RelativeAsync("notify.save", with: p => p.Email = "save@example.org");
        await app.HappensAsync(NoticeEvent.ChildArrived, id);
        await app.SendDigestsAsync();
        var visitor = await OpenAsync("notify.save");

        await visitor.PressAsync(
            "Enregistrer",
            ("enfants", "tout-de-suite"),
            ("rattachements", "jamais"),
            ("services", "semaine"),
            ("heure", "7"),
            ("jour", "0"),
            ("fuseau", "Indian/Reunion")
        );

        visitor.Page.QuerySelector("[role=status]")!.TextContent.ShouldContain("C’est enregistré.");
        Shown(visitor).ShouldBe("tout-de-suite jamais semaine 7 0 Indian/Reunion");
        (await ChoiceAsync(id)).ShouldBe(
            new(NotificationPace.Never, NotificationPace.Immediate, NotificationPace.Weekly, 7, DayOfWeek.Sunday, "Indian/Reunion")
        );
        await using var db = app.OpenDb();
        (
            await db.Audit.Where(e => e.Subject == id && e.Kind == AuditKinds.NotificationsChanged).Select(e => e.Outcome).ToListAsync(Cancellation)
        ).ShouldBe(["ok/merges/never", "ok/children/immediate", "ok/services/weekly", "ok/times"], ignoreOrder: true);
        await app.SendDigestsAsync();
        (await app.MailsToAsync("save@example.org")).ShouldHaveSingleItem();
        await visitor.OpenAsync("/mon-compte/historique");
        visitor.Page.QuerySelector("main")!.TextContent.ShouldContain("Choix des messages reçus modifié");
    }

    [Fact]
    public async Task Save_TheSameAgain_LeavesNoLine()
    {
        var id = await app.People.RelativeAsync("notify.same");
        var visitor = await OpenAsync("notify.same");
        await visitor.PressAsync("Enregistrer");

        await using var db = app.OpenDb();
        (await db.Audit.AnyAsync(e => e.Subject == id && e.Kind == AuditKinds.NotificationsChanged, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Save_NoneOfTheAnswers_SaysWhere_KeepsTheOthers_AndChangesNothing()
    {
        var id = await app.People.RelativeAsync("notify.wrong");
        var visitor = await OpenAsync("notify.wrong");

        await visitor.PressAsync(
            "Enregistrer",
            ("enfants", "jour"),
            ("rattachements", "security"),
            ("heure", "24"),
            ("jour", "7"),
            ("fuseau", "../../etc/passwd")
        );

        visitor
            .Page.QuerySelectorAll("[role=alert] a")
            .Select(a => a.GetAttribute("href"))
            .ShouldBe(["#rattachements", "#heure", "#jour", "#fuseau"], ignoreOrder: true);
        visitor.Page.QuerySelectorAll("[aria-invalid]").Length.ShouldBe(4);
        Value(visitor, "enfants").ShouldBe("jour");
        await using var db = app.OpenDb();
        (await db.NotificationPreferences.AnyAsync(p => p.AccountId == id, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Absorbed_ItsChoiceSleeps_AndIsThereAgainAfterwards()
    {
        var (kept, absorbed) = (await app.People.RelativeAsync("notify.kept"), await app.People.RelativeAsync("notify.absorbed"));
        await app.ChoosesAsync(absorbed, c => c with { Children = NotificationPace.Never });

        await app.GatherAsync("notify.kept", "notify.absorbed");

        Shown(await OpenAsync("notify.kept")).ShouldBe("semaine jour jamais 18 5 Europe/Paris");
        (await ChoiceAsync(absorbed)).Children.ShouldBe(NotificationPace.Never);
        kept.ShouldNotBe(absorbed);
    }

    private async Task<Visitor> OpenAsync(string login)
    {
        var visitor = await app.SignedInAsync(login);
        await visitor.OpenAsync("/mon-compte/notifications");
        return visitor;
    }

    private async Task<NotificationChoice> ChoiceAsync(AccountId account)
    {
        await using var db = app.OpenDb();
        return (await db.NotificationPreferences.SingleAsync(p => p.AccountId == account, Cancellation)).Choice;
    }

    private static string Shown(Visitor visitor) =>
        string.Join(' ', new[] { "enfants", "rattachements", "services", "heure", "jour", "fuseau" }.Select(name => Value(visitor, name)));

    private static string? Value(Visitor visitor, string field) => ((IHtmlSelectElement)visitor.Page.GetElementById(field)!).Value;
}
