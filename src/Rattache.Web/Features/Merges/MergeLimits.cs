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

    /// <summary>Inside a transaction that holds the guard of the account; holds back others from the same address until it ends.</summary>
    public async Task<bool> MayPasteAsync(AccountId account, string? address, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Window;
        await using var reader = await db.ReadAsync(
            (db.Database.IsNpgsql() ? "select pg_advisory_xact_lock(hashtextextended({1}, 0));\n" : "") + Counts,
            [account.Value, address ?? "", db.Stored(since), AuditKinds.KeyPasted, KeyInvalid + "%"],
            cancellation
        );
        var counts = reader.DbDataReader;
        if (db.Database.IsNpgsql())
        {
            await counts.NextResultAsync(cancellation);
        }

        await counts.ReadAsync(cancellation);
        return counts.GetInt64(0) < FailedPastes && counts.GetInt64(1) < FailedPastesFromAddress;
    }

    // An unknown address is the empty one: no line has it.
    private const string Counts = """
        select
            (select count(*) from audit where actor = {0} and at > {2} and kind = {3} and outcome like {4}),
            (select count(*) from audit_details d join audit e on e.id = d.entry_id
                where d.address = {1} and d.at > {2} and e.kind = {3} and e.outcome like {4});
        """;

    private static readonly string KeyInvalid = MergeRefusal.KeyInvalid.Code();
}
