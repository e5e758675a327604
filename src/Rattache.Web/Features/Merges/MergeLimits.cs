using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
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

    /// <summary>Since when failures count (<see cref="PasteQuery"/>).</summary>
    public DateTimeOffset Since => clock.GetUtcNow() - Window;
}
