using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;

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
    public const int FailedProofs = 10;
    public const int FailedProofsFromAddress = 60;

    /// <summary>The outcome in the audit that counts.</summary>
    public const string ProofRefused = "proof.refused";
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
    /// Whether another login and password may be tried. Those that matched nothing count, apart from failed pastes: whoever does not
    /// find the password may still use a key. What is tried on one account counts there too (<see cref="Tries"/>).
    /// </summary>
    public async Task<bool> MayProveAsync(AccountId account, string? address, CancellationToken cancellation)
    {
        var since = Since;
        var failed = db.Audit.Where(e => e.At > since && e.Kind == AuditKinds.PasswordGiven && e.Outcome == ProofRefused);
        var here = await failed.CountAsync(e => e.Actor == account, cancellation);
        var there = await db
            .AuditDetails.Where(d => d.Address == address && d.At > since)
            .CountAsync(d => failed.Any(e => e.Id == d.EntryId), cancellation);
        return here < FailedProofs && there < FailedProofsFromAddress;
    }

    /// <summary>Inside a transaction: until it ends, nobody else is counted for the account or the address.</summary>
    public async Task LockAsync(AccountId account, string? address, CancellationToken cancellation)
    {
        await db.LockGuardsAsync([account], cancellation);
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({address ?? ""}, 0))", cancellation);
        }
    }

    /// <summary>Since when failures count (<see cref="PasteQuery"/>).</summary>
    public DateTimeOffset Since => clock.GetUtcNow() - Window;
}
