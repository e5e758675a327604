using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>Whom a typed login speaks of: its own account, and the one that it is read through.</summary>
internal sealed record ResetTarget(
    AccountId Id,
    string Login,
    AccountId RootId,
    string RootLogin,
    string? RootAddress,
    Language? RootLanguage,
    string? OwnAddress,
    Language? OwnLanguage,
    bool Locked,
    bool Closed
)
{
    public bool IsAbsorbed => Id != RootId;

    /// <summary>A locked person gets no code, nor one whose account is closed: it would open nothing.</summary>
    public bool IsShut => Locked || Closed;

    /// <summary>Where both accounts have one mailbox, the root's code is enough.</summary>
    public bool MayDetach =>
        IsAbsorbed && !IsShut && OwnAddress is not null && !string.Equals(OwnAddress, RootAddress, StringComparison.OrdinalIgnoreCase);

    public bool MayReset => !IsShut && RootAddress is not null;
}

internal static class ResetQuery
{
    public static Task<ResetTarget?> FindResetTargetAsync(this RattacheDb db, string login, DateTimeOffset closedUpTo, CancellationToken cancellation)
    {
        var open = db.StillThere(closedUpTo);
        var typed = login.Trim().ToLowerInvariant();
        return (
            from account in db.Accounts
            where account.Login == typed
            join guard in db.Guards on account.Id equals guard.AccountId
            join root in db.Accounts on guard.RootId equals root.Id
            join rootGuard in db.Guards on root.Id equals rootGuard.AccountId
            select new ResetTarget(
                account.Id,
                account.Login,
                root.Id,
                root.Login,
                // Only who has a password changes it: an identity provider's account has none.
                db.Users.Where(c => c.Id == root.Id && c.EmailConfirmed && c.PasswordHash != null).Select(c => c.Email).FirstOrDefault(),
                db.Users.Where(c => c.Id == root.Id).Select(c => c.Language).FirstOrDefault(),
                db.Users.Where(c => c.Id == account.Id && c.EmailConfirmed).Select(c => c.Email).FirstOrDefault(),
                db.Users.Where(c => c.Id == account.Id).Select(c => c.Language).FirstOrDefault(),
                rootGuard.LockedAt != null || guard.LockedAt != null,
                !open.Any(r => r == root.Id)
            )
        ).SingleOrDefaultAsync(cancellation);
    }
}
