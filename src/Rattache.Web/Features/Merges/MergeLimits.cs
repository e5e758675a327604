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
        if (db.Database.IsNpgsql() && address is not null)
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({address}, 0))", cancellation);
        }

        var since = clock.GetUtcNow() - Window;
        var failed = db.Audit.Where(e => e.At > since && e.Kind == AuditKinds.KeyPasted && e.Outcome.StartsWith(KeyInvalid));
        return await failed.CountAsync(e => e.Actor == account, cancellation) < FailedPastes
            && (address is null || await FromAsync(address) < FailedPastesFromAddress);

        Task<int> FromAsync(string from) =>
            db.AuditDetails.Where(d => d.Address == from && d.At > since).CountAsync(d => failed.Any(e => e.Id == d.EntryId), cancellation);
    }

    private static readonly string KeyInvalid = MergeRefusal.KeyInvalid.Code();
}
