using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Outbox;

/// <summary>
/// A message belongs to one dispatcher at a time: a claim moves its due time past any sending, in a transaction of its own.
/// Who dies with a claim leaves it to the others once that time has come.
/// </summary>
internal static class OutboxClaims
{
    /// <summary>Longer than <see cref="OutboxDispatcher.SendingLimit"/>, with room for clocks that differ between machines.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The message of this kind that has waited longest, if one is due; what is claimed by another is passed over, not waited for.</summary>
    public static async Task<OutboxMessage?> ClaimMessageAsync(this RattacheDb db, string type, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var due = db.Database.IsNpgsql()
            ? db.Outbox.FromSql(
                $"""
                select * from outbox where delivered_at is null and type = {type} and due_at <= {now}
                order by due_at, id limit 1 for update skip locked
                """
            )
            : db.Outbox.Where(m => m.DeliveredAt == null && m.Type == type && m.DueAt <= now).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(1);
        var message = (await due.ToListAsync(cancellation)).SingleOrDefault();
        if (message is not null)
        {
            message.Attempts++;
            message.DueAt = now + Lease;
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return message;
    }

    /// <summary>Told, once and for all; the address and the words go.</summary>
    public static Task MarkDeliveredAsync(this RattacheDb db, OutboxMessage claimed, DateTimeOffset now, CancellationToken cancellation)
    {
        claimed.DeliveredAt = now;
        claimed.Payload = "";
        claimed.LastError = null;
        return SaveAsync(db, claimed, cancellation);
    }

    /// <summary>Later, and later each time; never given up.</summary>
    public static Task PostponeAsync(this RattacheDb db, OutboxMessage claimed, string error, DateTimeOffset now, CancellationToken cancellation)
    {
        claimed.DueAt = now + WaitAfter(claimed.Attempts);
        claimed.LastError = error.Length > 256 ? error[..256] : error;
        return SaveAsync(db, claimed, cancellation);
    }

    internal static TimeSpan WaitAfter(int attempts)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(attempts - 1, 16));
        return wait < LongestWait ? wait : LongestWait;
    }

    // Only what is still our claim: one that outlived its lease belongs to whoever claimed it since.
    private static async Task SaveAsync(RattacheDb db, OutboxMessage claimed, CancellationToken cancellation)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db
            .Outbox.Where(m => m.Id == claimed.Id && m.DeliveredAt == null && m.Attempts == claimed.Attempts)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(m => m.DeliveredAt, claimed.DeliveredAt)
                        .SetProperty(m => m.Payload, claimed.Payload)
                        .SetProperty(m => m.DueAt, claimed.DueAt)
                        .SetProperty(m => m.LastError, claimed.LastError),
                cancellation
            );
        await transaction.CommitAsync(cancellation);
    }
}
