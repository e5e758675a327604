using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn;

/// <summary>An account that somebody wants to open, and the one that it is read through.</summary>
/// <param name="Login">As it was made, whatever was typed.</param>
/// <param name="Locked">The root, and with it all its logins.</param>
/// <param name="Own">Null when it was never activated.</param>
/// <param name="Root">The root's; the same as <paramref name="Own"/> when nothing absorbed the account.</param>
/// <param name="Merge">The one that absorbed it.</param>
public sealed record SignInTarget(
    AccountId Id,
    string Login,
    AccountKind Kind,
    AccountId RootId,
    bool Locked,
    bool Closed,
    Credentials? Own,
    Credentials? Root,
    Merge? Merge
);

internal static class SignInQuery
{
    /// <summary>One command, whoever is found or not.</summary>
    public static Task<SignInTarget?> FindSignInTargetAsync(
        this RattacheDb db,
        IQueryable<Account> whom,
        DateTimeOffset closedUpTo,
        CancellationToken cancellation
    )
    {
        var open = db.StillThere(closedUpTo);
        return (
            from account in whom
            join guard in db.Guards on account.Id equals guard.AccountId
            join rootGuard in db.Guards on guard.RootId equals rootGuard.AccountId
            select new SignInTarget(
                account.Id,
                account.Login,
                account.Kind,
                guard.RootId,
                rootGuard.LockedAt != null,
                !open.Any(r => r == guard.RootId),
                db.Users.FirstOrDefault(c => c.Id == account.Id),
                db.Users.FirstOrDefault(c => c.Id == guard.RootId),
                db.Merges.FirstOrDefault(m => m.AbsorbedId == account.Id && m.UndoneAt == null)
            )
        ).SingleOrDefaultAsync(cancellation);
    }
}
