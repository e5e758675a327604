using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Departures;

namespace Rattache.Web.Tests.App;

/// <summary>What a delivery writes of those who are missing from it, and what becomes of them.</summary>
public static class Leaving
{
    /// <summary>The settings as they are delivered.</summary>
    public static readonly DepartureDelays Delays = new(TimeSpan.FromDays(90), TimeSpan.FromDays(90));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The past is moved rather than the clock: every second of a clock that jumps by months would ring the timers of the application.</summary>
    public static Task LeftAsync(this RattacheApp app, int daysAgo, params AccountId[] accounts) =>
        app.WriteLeftAsync(app.Clock.GetUtcNow().AddDays(-daysAgo), accounts);

    public static Task ReturnAsync(this RattacheApp app, params AccountId[] accounts) => app.WriteLeftAsync(null, accounts);

    /// <summary>They left so long ago that they are closed just now.</summary>
    public static Task ClosedAsync(this RattacheApp app, params AccountId[] accounts) =>
        app.WriteLeftAsync(app.Clock.GetUtcNow() - Delays.CloseAfter, accounts);

    /// <summary>They left so long ago that they are due just now.</summary>
    public static Task DueAsync(this RattacheApp app, params AccountId[] accounts) =>
        app.WriteLeftAsync(app.Clock.GetUtcNow() - Delays.CloseAfter - Delays.EraseAfter, accounts);

    public static Task<Erasure?> EraseAsync(this RattacheApp app) =>
        app.InScopeAsync(services => services.GetRequiredService<ErasePeople>().EraseAsync(Cancellation));

    public static async Task<bool> IsThereAsync(this RattacheApp app, AccountId account)
    {
        await using var db = app.OpenDb();
        return await db.Accounts.AnyAsync(a => a.Id == account, Cancellation);
    }

    private static async Task WriteLeftAsync(this RattacheApp app, DateTimeOffset? at, AccountId[] accounts)
    {
        await using var db = app.OpenDb();
        await db.Accounts.Where(a => accounts.Contains(a.Id)).ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftAt, at), Cancellation);
    }
}
