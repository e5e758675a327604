using Microsoft.EntityFrameworkCore;
using Rattache.Web.Audit;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Audit;

public sealed class AuditSealerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TwoRunningProcesses_SealWhatPeopleDid_IntoOneChain()
    {
        await using var app = new RattacheApp();
        await app.InitializeAsync();
        await using var another = app.Another();
        await app.People.RelativeAsync("sealed.one");
        await app.SignedInAsync("sealed.one");
        await another.SignedInAsync("sealed.one");

        await using var db = app.OpenDb();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (await db.Audit.AnyAsync(e => e.Position == null, patience.Token))
        {
            // Their clock stands still but for us.
            app.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await db.VerifyAuditAsync(null, Cancellation)).ShouldSatisfyAllConditions(
            verdict => verdict.Faults.ShouldBeEmpty(),
            verdict => verdict.Head.Position.ShouldBe(2)
        );
    }
}
