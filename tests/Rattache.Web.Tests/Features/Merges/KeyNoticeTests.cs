using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Notifications;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>Of what comes before a merge, whose key it is may be told, and nobody else.</summary>
public sealed class KeyNoticeTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_MadeAndPastedElsewhere_IsToldToItsOwnerAlone_OnceHoweverOften()
    {
        var (owner, other) = (await app.People.RelativeAsync("key.owner"), await app.People.RelativeAsync("key.other"));
        var key = await app.TakeKeyAsync("key.owner");
        (await ToldAsync(owner)).ShouldBe([NoticeEvent.KeyMade]);

        var visitor = await app.SignedInAsync("key.other");
        await visitor.PasteAsync(key);
        await visitor.PasteAsync(key);

        (await ToldAsync(owner)).ShouldBe([NoticeEvent.KeyMade, NoticeEvent.KeyTried]);
        (await ToldAsync(other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Key_PastedWhereItComesFrom_OrDeadAlready_TellsNothing()
    {
        var owner = await app.People.RelativeAsync("key.own");
        await app.People.RelativeAsync("key.late");
        var key = await app.TakeKeyAsync("key.own");
        await (await app.SignedInAsync("key.own")).PasteAsync(key);
        app.Clock.Advance(TimeSpan.FromMinutes(31));
        await (await app.SignedInAsync("key.late")).PasteAsync(key);

        (await ToldAsync(owner)).ShouldBe([NoticeEvent.KeyMade]);
    }

    private async Task<List<NoticeEvent>> ToldAsync(AccountId account)
    {
        await using var db = app.OpenDb();
        return await db.Notices.Where(n => n.AccountId == account).OrderBy(n => n.What).Select(n => n.What).ToListAsync(Cancellation);
    }
}
