using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Rattache.Core.Accounts;
using Rattache.Core.Notifications;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Notifications;

public sealed class SendDigestsTests : IAsyncLifetime
{
    private readonly RattacheApp app = new();

    // A Monday, half past ten in Paris.
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 9, 7, 8, 30, 0, TimeSpan.Zero));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Immediate_LeavesWithinTheMinute_AndSaysHowManyAlone()
    {
        var parent = await ParentAsync("now.parent", c => c with { Children = NotificationPace.Immediate });
        var school = await app.People.SchoolAsync("École Émile Zola");
        await app.HappensAsync(NoticeEvent.ChildArrived, parent, await app.People.ChildAsync("Zénobie", school, "CE1", parent));
        await app.HappensAsync(NoticeEvent.ChildArrived, parent, await app.People.ChildAsync("Tom", school, "CP", parent));
        await app.HappensAsync(NoticeEvent.ChildLeft, parent, await app.People.ChildAsync("Inès", school, "CP", parent));

        await app.SendDigestsAsync(clock);
        await app.SendDigestsAsync(clock);

        var letter = (await app.MailsToAsync("now.parent@example.org")).ShouldHaveSingleItem();
        letter.Subject.ShouldBe("Nouvelles du compte now.parent");
        letter.Text.ShouldContain("Enfants arrivés dans une école\u00A0: 2");
        letter.Text.ShouldContain("Enfants partis d’une école\u00A0: 1");
        letter.Text.ShouldContain("http://localhost:5080/mes-enfants");
        $"{letter.Subject} {letter.Text} {letter.Html}".ShouldSatisfyAllConditions(
            words => words.ShouldNotContain("Zénobie"),
            words => words.ShouldNotContain("Zola"),
            words => words.ShouldNotContain("CE1")
        );
        letter.Html.ShouldContain("lang=\"fr\"");
        (await app.PendingAsync(parent)).ShouldBe(0);
    }

    [Fact]
    public async Task ChoseNothing_KeysComeAtSixInTheEvening_ChildrenOnFriday()
    {
        var parent = await ParentAsync("default.parent");
        await app.HappensAsync(NoticeEvent.KeyMade, parent);
        await app.HappensAsync(NoticeEvent.ChildArrived, parent);
        await app.SendDigestsAsync(clock);
        (await app.MailsToAsync("default.parent@example.org")).ShouldBeEmpty();

        clock.SetUtcNow(new(2026, 9, 7, 16, 0, 0, TimeSpan.Zero));
        await app.SendDigestsAsync(clock);
        (await app.MailsToAsync("default.parent@example.org")).ShouldHaveSingleItem().Text.ShouldContain("Une clé de fusion a été générée");

        clock.SetUtcNow(new(2026, 9, 11, 15, 59, 0, TimeSpan.Zero));
        await app.SendDigestsAsync(clock);
        (await app.MailsToAsync("default.parent@example.org")).Count.ShouldBe(1);
        clock.SetUtcNow(new(2026, 9, 11, 16, 0, 0, TimeSpan.Zero));
        await app.SendDigestsAsync(clock);
        (await app.MailsToAsync("default.parent@example.org"))[1].Text.ShouldContain("Enfants arrivés dans une école\u00A0: 1");
    }

    [Fact]
    public async Task Absorbed_ItsNewsGoesToTheRoot_WhatWasBeforeSleeps_AndWakesWhenCut()
    {
        var kept = await ParentAsync("digest.kept", c => c with { Children = NotificationPace.Immediate });
        var absorbed = await ParentAsync("digest.absorbed", c => c with { Children = NotificationPace.Immediate });
        await app.HappensAsync(NoticeEvent.ChildLeft, absorbed);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.GatherAsync("digest.kept", "digest.absorbed");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.HappensAsync(NoticeEvent.ChildArrived, absorbed);
        clock.SetUtcNow(app.Clock.GetUtcNow());

        await app.SendDigestsAsync(clock);

        var news = (await app.MailsToAsync("digest.kept@example.org")).Where(IsNews).ShouldHaveSingleItem();
        news.Text.ShouldContain("arrivés");
        news.Text.ShouldNotContain("partis");
        (await app.MailsToAsync("digest.absorbed@example.org")).ShouldNotContain(m => IsNews(m));

        var visitor = await app.SignedInAsync("digest.kept");
        await visitor.OpenAsync("/mon-compte");
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href*='/mon-compte/detacher/']")!.GetAttribute("href")!);
        await visitor.PressAsync("Détacher");
        clock.Advance(TimeSpan.FromDays(1));
        await app.SendDigestsAsync(clock);
        (await app.MailsToAsync("digest.absorbed@example.org")).Where(IsNews).ShouldHaveSingleItem().Text.ShouldContain("partis");
        (await app.MailsToAsync("digest.kept@example.org")).Count(IsNews).ShouldBe(1);
    }

    [Fact]
    public async Task WhatSleepsForAMonth_IsForgotten()
    {
        await ParentAsync("sleep.kept");
        var absorbed = await ParentAsync("sleep.absorbed");
        await app.HappensAsync(NoticeEvent.ChildLeft, absorbed);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.GatherAsync("sleep.kept", "sleep.absorbed");
        clock.SetUtcNow(app.Clock.GetUtcNow());
        await MadeAsync(absorbed, clock.GetUtcNow().AddDays(-29));
        await app.SendDigestsAsync(clock);
        (await app.PendingAsync(absorbed)).ShouldBe(1);

        await MadeAsync(absorbed, app.Clock.GetUtcNow().AddDays(-31));
        await app.SendDigestsAsync(clock);
        (await app.PendingAsync(absorbed)).ShouldBe(0);
    }

    [Fact]
    public async Task TwoRecordsWithOneNationalNumber_AreOneChild()
    {
        var parent = await ParentAsync("ine.parent", c => c with { Children = NotificationPace.Immediate });
        await using var db = app.OpenDb();
        foreach (var login in new[] { "ine.enfant", "ine.enfant2" })
        {
            var id = new AccountId(Guid.CreateVersion7());
            db.Accounts.Add(
                new(id, AccountKind.Student, new(DirectorySource.Aaf, "23", login), login, "Léa", "Cavel", app.Clock.GetUtcNow())
                {
                    Ine = "123456789AB",
                }
            );
            db.Guards.Add(new(id));
            db.Notices.Add(new(parent, NoticeEvent.ChildArrived, id, app.Clock.GetUtcNow()));
        }

        await db.SaveChangesAsync(Cancellation);
        await app.SendDigestsAsync(clock);

        (await app.MailsToAsync("ine.parent@example.org")).Single().Text.ShouldContain("Enfants arrivés dans une école\u00A0: 1");
    }

    [Fact]
    public async Task NoAddress_Locked_Closed_Never_HearNothing_AndNothingIsKept()
    {
        var accounts = new[]
        {
            await app.People.RelativeAsync("mute.address", with: p => p.FeedEmail = "mute.address@example.org"),
            await app.People.RelativeAsync("mute.locked", with: p => (p.Email, p.Locked) = ("mute.locked@example.org", true)),
            await ParentAsync("mute.closed"),
            await ParentAsync("mute.never", c => c with { Children = NotificationPace.Never }),
        };
        await app.ClosedAsync(accounts[2]);
        foreach (var account in accounts)
        {
            await app.ChoosesAsync(account, c => c.Children == NotificationPace.Never ? c : c with { Children = NotificationPace.Immediate });
            await app.HappensAsync(NoticeEvent.ChildLeft, account);
        }

        await app.SendDigestsAsync(clock);

        await using var db = app.OpenDb();
        (await db.Outbox.CountAsync(Cancellation)).ShouldBe(0);
        (await db.Notices.CountAsync(Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task ATimeZoneThatTheMachineDoesNotKnow_IsParis_AndHoldsUpNobody()
    {
        var parent = await ParentAsync("zone.parent", c => c with { Children = NotificationPace.Daily, TimeZone = "Atlantis/Poseidonis" });
        await app.HappensAsync(NoticeEvent.ChildArrived, parent);
        clock.SetUtcNow(new(2026, 9, 7, 16, 0, 0, TimeSpan.Zero));

        await app.SendDigestsAsync(clock);

        (await app.MailsToAsync("zone.parent@example.org")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task ADigestMarkedMeanwhileByAnother_IsNotSentAgain()
    {
        var parent = await ParentAsync("twice.parent", c => c with { Children = NotificationPace.Daily });
        clock.SetUtcNow(new(2026, 9, 7, 16, 0, 0, TimeSpan.Zero));
        await app.HappensAsync(NoticeEvent.ChildArrived, parent, at: clock.GetUtcNow());
        await app.SendDigestsAsync(clock);
        clock.Advance(TimeSpan.FromMinutes(5));

        await app.HappensAsync(NoticeEvent.ChildArrived, parent, at: clock.GetUtcNow());
        await app.SendDigestsAsync(clock);
        (await app.MailsToAsync("twice.parent@example.org")).Count.ShouldBe(1);

        clock.Advance(TimeSpan.FromDays(1));
        await app.SendDigestsAsync(clock);
        (await app.MailsToAsync("twice.parent@example.org")).Count.ShouldBe(2);
    }

    private async Task<AccountId> ParentAsync(string login, Func<NotificationChoice, NotificationChoice>? choice = null)
    {
        var id = await app.People.RelativeAsync(login, with: p => p.Email = $"{login}@example.org");
        if (choice is not null)
        {
            await app.ChoosesAsync(id, choice);
        }

        return id;
    }

    private async Task MadeAsync(AccountId account, DateTimeOffset at)
    {
        var now = app.Clock.GetUtcNow();
        await using var db = app.OpenDb();
        await db
            .Notices.Where(n => n.AccountId == account && n.What == NoticeEvent.ChildLeft)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.At, at).SetProperty(n => n.LookAt, now), Cancellation);
        await db.Notices.Where(n => n.What != NoticeEvent.ChildLeft).ExecuteDeleteAsync(Cancellation);
    }

    private static bool IsNews(Mail mail) => mail.Subject.StartsWith("Nouvelles", StringComparison.Ordinal);
}
