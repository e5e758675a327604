using Microsoft.EntityFrameworkCore;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

public sealed class NoticeTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Merge_TellsEachVerifiedAddressOnce_WithLoginsOnly()
    {
        await app.People.RelativeAsync("told.kept", with: person => person.Email = "kept@example.org");
        var absorbed = await app.People.RelativeAsync("told.absorbed", with: person => person.Email = "absorbed@example.org");
        var school = await app.People.SchoolAsync("École du Secret");
        await app.People.ChildAsync("Clémentine", school, "CP", absorbed);
        var key = await app.TakeKeyAsync("told.absorbed");
        var visitor = await app.SignedInAsync("told.kept");
        await visitor.PasteAsync(key);
        await visitor.ConfirmAsync();

        await using var db = app.OpenDb();
        var mails = await db.Outbox.Where(m => m.Type == "mail").Select(m => m.Payload).ToListAsync(Cancellation);
        mails.Count(m => m.Contains("kept@example.org", StringComparison.Ordinal)).ShouldBe(1);
        mails.Count(m => m.Contains("absorbed@example.org", StringComparison.Ordinal)).ShouldBe(1);
        mails.ShouldAllBe(m => m.Contains("told.absorbed", StringComparison.Ordinal) && m.Contains("told.kept", StringComparison.Ordinal));
        mails.ShouldAllBe(m =>
            !m.Contains("mentine", StringComparison.Ordinal)
            && !m.Contains("Secret", StringComparison.Ordinal)
            && !m.Contains(key, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task MergeAndUndo_AnnounceThemselvesToServices_ByIdsAlone()
    {
        await app.People.RelativeAsync("event.kept");
        await app.People.RelativeAsync("event.absorbed");
        var visitor = await app.GatherAsync("event.kept", "event.absorbed");
        await visitor.OpenAsync("/mon-compte");
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href^='/mon-compte/detacher/']")!.GetAttribute("href")!);
        await visitor.PressAsync("Détacher");

        await using var db = app.OpenDb();
        var events = await db
            .Outbox.Where(m => m.Type != "mail")
            .OrderBy(m => m.CreatedAt)
            .ThenBy(m => m.Type)
            .Select(m => m.Type)
            .ToListAsync(Cancellation);
        events.ShouldContain("accounts.merged");
        events.ShouldContain("merge.undone");
        (await db.Outbox.Where(m => m.Type != "mail").Select(m => m.Payload).ToListAsync(Cancellation)).ShouldAllBe(p =>
            !p.Contains("event.", StringComparison.Ordinal)
        );
    }
}
