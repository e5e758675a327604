using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Core.Notifications;
using Rattache.Web.Audit;
using Rattache.Web.Notifications;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Unsubscribe;

public sealed partial class IndexTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static readonly KeyValuePair<string, string> Press = new("List-Unsubscribe", "One-Click");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_InTheLetter_ShowsAButtonAndChangesNothing_AndTheButtonStopsThatKindAlone()
    {
        var parent = await ParentAsync("stop.parent");
        var link = await LinkAsync(parent, "stop.parent@example.org", NoticeEvent.ChildArrived);
        var visitor = app.Visitor();

        await visitor.OpenAsync(link);
        visitor.Page.QuerySelector("main li")!.TextContent.ShouldBe("Écoles de mes enfants");
        (await ChoiceAsync(parent)).Children.ShouldBe(NotificationPace.Immediate);

        await visitor.PressAsync("Ne plus les recevoir");
        visitor.Status.ShouldBe(HttpStatusCode.OK);
        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("C’est fait.");
        (await ChoiceAsync(parent)).ShouldBe(Immediately(NotificationChoice.Default) with { Children = NotificationPace.Never });

        await app.HappensAsync(NoticeEvent.ChildLeft, parent);
        await app.SendDigestsAsync();
        (await app.MailsToAsync("stop.parent@example.org")).Count.ShouldBe(1);
        await using var db = app.OpenDb();
        (
            await db
                .Audit.Where(e => e.Subject == parent && e.Kind == AuditKinds.NotificationsChanged)
                .Select(e => e.Outcome)
                .ToListAsync(Cancellation)
        ).ShouldBe(["ok/children/never"]);
    }

    [Fact]
    public async Task Mailbox_PostsOneClick_WithNoCookie_IsAnsweredInPlace_AndAgainDoesNothingMore()
    {
        var parent = await ParentAsync("click.parent");
        var link = await LinkAsync(parent, "click.parent@example.org", NoticeEvent.KeyMade);
        using var mailbox = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });

        (await mailbox.PostAsync(link, new FormUrlEncodedContent([Press]), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ChoiceAsync(parent)).Merges.ShouldBe(NotificationPace.Never);
        using var multipart = new MultipartFormDataContent { { new StringContent(Press.Value), Press.Key } };
        (await mailbox.PostAsync(link, multipart, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using var db = app.OpenDb();
        (await db.Audit.CountAsync(e => e.Subject == parent && e.Kind == AuditKinds.NotificationsChanged, Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Post_WithoutTheWord_OrWithATicketThatIsNotOurs_ChangesNothing()
    {
        var parent = await ParentAsync("broken.parent");
        var link = await LinkAsync(parent, "broken.parent@example.org", NoticeEvent.ChildLeft);
        using var client = app.CreateClient(new() { AllowAutoRedirect = false });

        (await client.PostAsync(link, new FormUrlEncodedContent([]), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var broken in new[] { link[..^4], link + "AAAA", "/desabonnement/CfDJ8", "/desabonnement/%F0%9F%98%80" })
        {
            var answer = await client.PostAsync(broken, new FormUrlEncodedContent([Press]), Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldContain("Ce lien n’est pas complet");
            (await client.GetAsync(broken, Cancellation)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }

        (await ChoiceAsync(parent)).Children.ShouldBe(NotificationPace.Immediate);
    }

    [Fact]
    public async Task Ticket_OfAnAddressThatIsTheirsNoMore_StopsNothing()
    {
        var parent = await ParentAsync("moved.parent");
        var link = await LinkAsync(parent, "moved.parent@example.org", NoticeEvent.ChildLeft);
        await using (var db = app.OpenDb())
        {
            await db.Users.Where(c => c.Id == parent).ExecuteUpdateAsync(set => set.SetProperty(c => c.Email, "elsewhere@example.org"), Cancellation);
        }

        using var client = app.CreateClient();
        (await client.PostAsync(link, new FormUrlEncodedContent([Press]), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ChoiceAsync(parent)).Children.ShouldBe(NotificationPace.Immediate);
    }

    [Fact]
    public async Task Ticket_WrittenByOneProcess_IsReadByAnother_AndLives()
    {
        var parent = await ParentAsync("other.parent");
        var link = await LinkAsync(parent, "other.parent@example.org", NoticeEvent.ChildLeft);
        await using var another = app.Another();
        another.Clock.Advance(TimeSpan.FromHours(2));

        (await another.CreateClient().PostAsync(link, new FormUrlEncodedContent([Press]), Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ChoiceAsync(parent)).Children.ShouldBe(NotificationPace.Never);
    }

    [Fact]
    public async Task Ticket_OfAnAccountThatIsGone_IsAnsweredAlike()
    {
        var tickets = app.Services.GetRequiredService<UnsubscribeTicket>();
        var ticket = tickets.Write(new(Guid.CreateVersion7()), [NotificationKind.Children], "gone@example.org");

        (await app.CreateClient().PostAsync($"/desabonnement/{ticket}", new FormUrlEncodedContent([Press]), Cancellation)).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
    }

    private async Task<AccountId> ParentAsync(string login)
    {
        var id = await app.People.RelativeAsync(login, with: p => p.Email = $"{login}@example.org");
        await app.ChoosesAsync(id, Immediately);
        return id;
    }

    private async Task<string> LinkAsync(AccountId parent, string address, NoticeEvent what)
    {
        await app.HappensAsync(what, parent);
        await app.SendDigestsAsync();
        var mail = (await app.MailsToAsync(address)).Single();
        var link = Link().Match(mail.Text).Value;
        mail.Unsubscribe!.PathAndQuery.ShouldBe(link);
        return link;
    }

    private async Task<NotificationChoice> ChoiceAsync(AccountId account)
    {
        await using var db = app.OpenDb();
        return (await db.NotificationPreferences.SingleAsync(p => p.AccountId == account, Cancellation)).Choice;
    }

    private static NotificationChoice Immediately(NotificationChoice choice) =>
        choice with
        {
            Merges = NotificationPace.Immediate,
            Children = NotificationPace.Immediate,
        };

    [GeneratedRegex(@"/desabonnement/\S+")]
    private static partial Regex Link();
}
