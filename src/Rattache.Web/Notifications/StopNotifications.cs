using Microsoft.EntityFrameworkCore;
using Rattache.Core.Notifications;
using Rattache.Web.Data;

namespace Rattache.Web.Notifications;

/// <summary>
/// Does what a letter's ticket says, once or however often. Of an account that was absorbed since, it changes what sleeps: the root's
/// letters go by the root's own tickets.
/// </summary>
public sealed class StopNotifications(RattacheDb db, TimeProvider clock)
{
    public async Task StopAsync(Unsubscription ticket, string? from, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([ticket.Account], cancellation);
        var address = await db.Users.Where(c => c.Id == ticket.Account && c.EmailConfirmed).Select(c => c.Email).SingleOrDefaultAsync(cancellation);
        if (address is not null && ticket.WentTo(address))
        {
            var preferences = await db.PreferencesAsync(ticket.Account, cancellation);
            var choice = ticket.Kinds.Aggregate(preferences.Choice, (all, kind) => all.With(kind, NotificationPace.Never));
            db.Choose(preferences, choice, now, from);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
