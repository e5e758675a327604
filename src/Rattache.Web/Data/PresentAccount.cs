using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;

namespace Rattache.Web.Data;

/// <summary>Who somebody is today: an account that was absorbed answers as the root of its tree, and as itself once it is cut.</summary>
public static class PresentAccount
{
    /// <summary>For connected services, which keep old ids. Null when there is no such account.</summary>
    public static Task<AccountId?> PresentOfAsync(this RattacheDb db, AccountId old, CancellationToken cancellation) =>
        db.Guards.Where(g => g.AccountId == old).Select(g => (AccountId?)g.RootId).SingleOrDefaultAsync(cancellation);

    /// <summary>Whom an identity of an identity provider signs in: also one bound to an account absorbed since (DESIGN §4).</summary>
    public static Task<AccountId?> PresentOfIdentityAsync(this RattacheDb db, string provider, string subject, CancellationToken cancellation) =>
        (
            from identity in db.UserLogins
            where identity.LoginProvider == provider && identity.ProviderKey == subject
            join guard in db.Guards on identity.UserId equals guard.AccountId
            select (AccountId?)guard.RootId
        ).SingleOrDefaultAsync(cancellation);
}
