using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Notifications;
using Rattache.Web.Data;
using Rattache.Web.Notifications;

namespace Rattache.Web.Features.MyAccount.Notifications;

/// <summary>A person's own choice. What waits to be told goes by it at once.</summary>
public sealed class ChooseNotifications(RattacheDb db, TimeProvider clock)
{
    public async Task ChooseAsync(AccountId account, NotificationChoice choice, string? from, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        db.Choose(await db.PreferencesAsync(account, cancellation), choice, now, from);
        await db
            .Notices.Where(n => db.Guards.Any(g => g.AccountId == n.AccountId && g.RootId == account))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.LookAt, now), cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
