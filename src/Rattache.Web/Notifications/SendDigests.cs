using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Notifications;
using Rattache.Web.Data;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Notifications;

/// <summary>
/// Decides about the notices that somebody has to look at, people by people: one letter each, in the transaction that removes what it
/// tells. Any number of processes do so over one database.
/// </summary>
public sealed partial class SendDigests(
    RattacheDb db,
    DigestLetters letters,
    DepartureDelays delays,
    OutboxSignal signal,
    TimeProvider clock,
    ILogger<SendDigests> logger
)
{
    /// <summary>People a transaction: merges wait for one.</summary>
    internal const int Batch = 100;

    /// <summary>What waits for a merge to be cut is old news after that; the privacy notice says so.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromDays(30);
    private static readonly TimeSpan Nap = TimeSpan.FromDays(1);

    /// <returns>How many people were looked at: 0 when nothing is due, or others are at all that is.</returns>
    public async Task<int> SendAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        // Looked for first without a lock: most of the time there is nothing, and SQLite has one writer.
        if (!await db.Notices.AnyAsync(n => n.LookAt <= now, cancellation))
        {
            return 0;
        }

        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var roots = await ClaimAsync(now, cancellation);
        var sent = 0;
        foreach (var reader in await db.LoadReadersAsync(roots, delays.ClosedUpTo(now), cancellation))
        {
            sent += Settle(reader, now) ? 1 : 0;
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        if (sent > 0)
        {
            LogSent(sent);
            signal.Wake();
        }

        return roots.Length;
    }

    /// <summary>Locks the guards of people whose turn has come; whoever another process has is passed over, not waited for.</summary>
    private async Task<AccountId[]> ClaimAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var stored = db.Stored(now);
        var roots = db.Database.IsNpgsql()
            ? db.Database.SqlQuery<Guid>(
                $"""
                select account_id as "Value" from account_guards where account_id in (
                    select g.root_id from notices n join account_guards g on g.account_id = n.account_id
                    where n.look_at <= {stored} order by n.look_at limit {5 * Batch})
                limit {Batch} for update skip locked
                """
            )
            : db.Database.SqlQuery<Guid>(
                $"""
                select distinct g.root_id as "Value" from notices n join account_guards g on g.account_id = n.account_id
                where n.look_at <= {stored} limit {Batch}
                """
            );
        return [.. (await roots.ToListAsync(cancellation)).Select(id => new AccountId(id))];
    }

    /// <returns>Whether a letter was written.</returns>
    private bool Settle(DigestReader reader, DateTimeOffset now)
    {
        db.Notices.RemoveRange(reader.Asleep.Where(n => now - n.At >= Patience));
        foreach (var notice in reader.Asleep.Where(n => now - n.At < Patience))
        {
            notice.WaitUntil(now + Nap);
        }

        // Nobody to write to: no verified address, locked, closed. What happened is on their pages.
        if (reader.Address is null)
        {
            db.Notices.RemoveRange(reader.Notices.Select(n => n.Notice));
            return false;
        }

        var plan = DigestPlan.Make(
            reader.Preferences.Choice,
            TimesOf(reader.Preferences.Choice),
            reader.Last,
            reader.Notices.Select(n => n.Notice),
            now
        );
        db.Notices.RemoveRange([.. plan.Told, .. plan.Dropped]);
        foreach (var (notice, until) in plan.Waiting)
        {
            notice.WaitUntil(until);
        }

        foreach (var (pace, slot) in plan.Slots)
        {
            Mark(reader, pace, slot);
        }

        if (plan.Told.IsEmpty)
        {
            return false;
        }

        letters.Write(db, now, reader, [.. reader.Notices.Where(n => plan.Told.Contains(n.Notice))]);
        return true;
    }

    private void Mark(DigestReader reader, NotificationPace pace, DateTimeOffset slot)
    {
        if (reader.Sent.FirstOrDefault(d => d.Pace == pace) is { } sent)
        {
            sent.Slot = slot;
            return;
        }

        db.SentDigests.Add(
            new()
            {
                AccountId = reader.Root,
                Pace = pace,
                Slot = slot,
            }
        );
    }

    private static DigestTimes TimesOf(NotificationChoice choice) => new(choice.Hour, choice.Day, Clocks.Find(choice.TimeZone) ?? Clocks.Schools);

    [LoggerMessage(LogLevel.Information, "Wrote {People} notification letters.")]
    private partial void LogSent(int people);
}
