using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Imports;
using Rattache.Web.Tests.App;
using Rattache.Web.Tests.Modelled;

namespace Rattache.Web.Tests.Journeys;

/// <summary>Night after night: a parent is missing, comes back in time, and comes back too late.</summary>
public sealed class LeavingTests : IAsyncLifetime
{
    private readonly RattacheApp app = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rattache-leaving-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task ReturnsInTime_IsTheSameAccount()
    {
        await TakeAsync(parents: 2);
        var before = await AccountAsync(1);
        await TakeAsync(parents: 1);
        (await AccountAsync(1))!.LeftAt.ShouldBe(app.Clock.GetUtcNow());
        await app.ClosedAsync(before!.Id);
        (await app.EraseAsync()).ShouldBe(new(0, 0, 0));

        await TakeAsync(parents: 2);

        var after = await AccountAsync(1);
        (after!.Id, after.Login, after.LeftAt).ShouldBe((before.Id, before.Login, null));
    }

    [Fact]
    public async Task ReturnsAfterErasure_IsANewAccountWithANewLogin()
    {
        await TakeAsync(parents: 2);
        var before = await AccountAsync(1);
        await TakeAsync(parents: 1);
        await app.DueAsync(before!.Id);
        (await app.EraseAsync()).ShouldBe(new(1, 1, 0));
        (await AccountAsync(1)).ShouldBeNull();

        await TakeAsync(parents: 2);

        var after = await AccountAsync(1);
        after!.Id.ShouldNotBe(before.Id);
        after.Login.ShouldBe(before.Login + "2");
        await using var db = app.OpenDb();
        (await db.IssuedLogins.SingleAsync(l => l.Login == before.Login, Cancellation)).AccountId.ShouldBeNull();
    }

    private async Task<Account?> AccountAsync(int parent)
    {
        await using var db = app.OpenDb();
        var name = Deliveries.LastName(parent);
        return await db.Accounts.SingleOrDefaultAsync(a => a.LastName == name, Cancellation);
    }

    private async Task TakeAsync(int parents)
    {
        var night = Deliveries.Full(folder.FullName, new(2026, 9, 1), Enumerable.Range(0, parents), new Dictionary<int, int[]> { [0] = [0] });
        var outcomes = await app.InScopeAsync(services =>
            ActivatorUtilities.CreateInstance<ImportRunner>(services).RunAsync([night], new(Force: true, KeptIssues: 10), Cancellation)
        );
        outcomes.ShouldHaveSingleItem().ShouldBeOfType<ImportOutcome.Taken>((outcomes[0] as ImportOutcome.Refused)?.Refusal.ToString());
    }
}
