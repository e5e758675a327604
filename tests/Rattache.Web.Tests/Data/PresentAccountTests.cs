using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Data;

public sealed class PresentAccountTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OldAccountId_ResolvesToThePresentOne_ThroughAChainAndBack()
    {
        var a = await app.People.RelativeAsync("present.a");
        var b = await app.People.RelativeAsync("present.b");
        var c = await app.People.RelativeAsync("present.c");
        await app.GatherAsync("present.b", "present.a");
        await app.GatherAsync("present.c", "present.b");
        await using var db = app.OpenDb();
        foreach (var id in new[] { a, b, c })
        {
            (await db.PresentOfAsync(id, Cancellation)).ShouldBe(c);
        }

        (await db.PresentOfAsync(new(Guid.NewGuid()), Cancellation)).ShouldBeNull();

        var visitor = await app.SignedInAsync("present.c");
        var merge = await db.Merges.Where(m => m.AbsorbedId == b).Select(m => m.Id).SingleAsync(Cancellation);
        await visitor.OpenAsync($"/mon-compte/detacher/{merge}");
        await visitor.PressAsync("Détacher");
        (await db.PresentOfAsync(a, Cancellation)).ShouldBe(b);
        (await db.PresentOfAsync(c, Cancellation)).ShouldBe(c);
    }

    [Fact]
    public async Task IdentityBoundToAnAbsorbedAccount_IsThePersonsPresentOne()
    {
        var kept = await app.People.RelativeAsync("identity.kept", with: p => p.Federated = true);
        var absorbed = await app.People.RelativeAsync("identity.absorbed", with: p => p.Federated = true);
        await app.GatherAsync("identity.kept", "identity.absorbed");
        await using var db = app.OpenDb();
        (await db.PresentOfIdentityAsync("educonnect", $"sub-{absorbed}", Cancellation)).ShouldBe(kept);
        (await db.PresentOfIdentityAsync("educonnect", "sub-nobody", Cancellation)).ShouldBeNull();
        (await db.PresentOfIdentityAsync("elsewhere", $"sub-{absorbed}", Cancellation)).ShouldBeNull();
    }
}
