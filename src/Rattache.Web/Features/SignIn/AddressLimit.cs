using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// Bounds what one network address guesses at all accounts together, where <see cref="Tries"/> bounds what all guess at one. Counted
/// in the audit, so that a restart forgives nothing. Whoever once signed in from their browser is never held up by their neighbours'
/// guesses. (ASVS 5.0, 6.3.1: password spraying.)
/// </summary>
public sealed class AddressLimit(RattacheDb db, Tries tries, IOptions<SignInSettings> settings, TimeProvider clock)
{
    /// <summary>The outcome in the audit that counts.</summary>
    public const string Refused = "sign-in.refused";

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Whether this login is not even looked at; the same question is asked for one that nobody has.</summary>
    /// <param name="login">As it was typed.</param>
    /// <param name="address">Null where the connection has none.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<bool> HoldsUpAsync(string login, string? address, CancellationToken cancellation)
    {
        if (address is null || await CountAsync(address, cancellation) < settings.Value.RefusedFromAddress)
        {
            return false;
        }

        return !await tries.IsKnownHereAsync(db.CalledBy(login), cancellation);
    }

    private Task<int> CountAsync(string address, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Window;
        return db
            .AuditDetails.Where(d => d.Address == address && d.At > since)
            .CountAsync(d => db.Audit.Any(e => e.Id == d.EntryId && e.Kind == AuditKinds.SignedIn && e.Outcome == Refused), cancellation);
    }
}
