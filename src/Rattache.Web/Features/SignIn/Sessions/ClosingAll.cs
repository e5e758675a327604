using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.Merges;

namespace Rattache.Web.Features.SignIn.Sessions;

/// <summary>
/// What a new password or another second step leaves of the old: nothing. Whoever knew it may have opened a browser, or made a key
/// there that another account would show the children with.
/// </summary>
public static class ClosingAll
{
    /// <summary>
    /// Inside a transaction that holds the account's guard, and gives it another stamp: that ends the sessions, and the list of devices
    /// knows it too. A key that still lived is recorded as revoked once the caller saves.
    /// </summary>
    /// <param name="root">Keys end in the whole of its tree.</param>
    /// <param name="actor">Null for the operator.</param>
    public static async Task CloseAllAsync(
        this RattacheDb db,
        AccountId root,
        AccountId? actor,
        DateTimeOffset now,
        string? from,
        CancellationToken cancellation
    )
    {
        await db.Sessions.Where(s => s.AccountId == root).ExecuteDeleteAsync(cancellation);
        if (await db.RevokeKeysAsync(root, now, cancellation) > 0)
        {
            db.Record(now, AuditKinds.KeyRevoked, AuditKinds.Ok, actor, root, address: from);
        }
    }
}
