using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Features.Merges;

/// <summary>
/// How often one may try, counted over the last hour in the audit, so that a restart forgives nothing. 122 random bits need no
/// such limit to stay secret; it is the load and the noise that it bounds (DESIGN §3).
/// </summary>
public sealed class MergeLimits(RattacheDb db, TimeProvider clock)
{
    public const int KeysMade = 5;
    public const int FailedPastes = 10;
    public const int FailedPastesFromAddress = 60;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Inside a transaction that holds the guard of the account.</summary>
    public async Task<bool> MayMakeKeyAsync(AccountId account, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Window;
        return await db.Audit.CountAsync(
                e => e.Actor == account && e.At > since && e.Kind == AuditKinds.KeyMade && e.Outcome == AuditKinds.Ok,
                cancellation
            ) < KeysMade;
    }

    /// <summary>
    /// Locks the guards of the account and of those that the keys were made for, in the order of their ids, and holds back others from
    /// the same address until the transaction ends; only then counts. One command, since every merge waits for it.
    /// </summary>
    /// <param name="hashes">Of the keys; unknown ones lock nothing.</param>
    public async Task<bool> LockAndMayPasteAsync(
        AccountId account,
        IReadOnlyCollection<byte[]> hashes,
        string? address,
        CancellationToken cancellation
    )
    {
        var since = clock.GetUtcNow() - Window;
        object[] values = [account.Value, address ?? "", db.Stored(since), AuditKinds.KeyPasted, KeyInvalid + "%"];
        await using var reader = db.Database.IsNpgsql()
            ? await db.ReadAsync(Locks + Counts, [.. values, hashes.ToArray()], cancellation)
            : await db.ReadAsync(Counts, values, cancellation);
        var counts = reader.DbDataReader;
        while (counts.FieldCount < 2)
        {
            await counts.NextResultAsync(cancellation);
        }

        await counts.ReadAsync(cancellation);
        return counts.GetInt64(0) < FailedPastes && counts.GetInt64(1) < FailedPastesFromAddress;
    }

    // On SQLite the transaction itself is the lock.
    private const string Locks = """
        select 1 from account_guards
        where account_id = any (array(select {0} union all select k.account_id from merge_keys k where k.hash = any({5})))
        order by account_id for update;
        select pg_advisory_xact_lock(hashtextextended({1}, 0));

        """;

    // An unknown address is the empty one: no line has it.
    private const string Counts = """
        select
            (select count(*) from audit where actor = {0} and at > {2} and kind = {3} and outcome like {4}),
            (select count(*) from audit_details d join audit e on e.id = d.entry_id
                where d.address = {1} and d.at > {2} and e.kind = {3} and e.outcome like {4});
        """;

    private static readonly string KeyInvalid = MergeRefusal.KeyInvalid.Code();
}
