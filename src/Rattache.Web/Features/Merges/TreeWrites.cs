using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Features.Merges;

/// <summary>What a merge and an undo write beside their own row: sets, never row by row, all under the locks of the roots.</summary>
public static class TreeWrites
{
    /// <summary>From now on these trees are read through <paramref name="kept"/>.</summary>
    public static async Task JoinTreesAsync(
        this RattacheDb db,
        AccountId kept,
        IReadOnlyCollection<AccountId> absorbed,
        CancellationToken cancellation
    ) =>
        await db
            .Guards.Where(g => g.AccountId == kept || absorbed.Contains(g.RootId))
            .ExecuteUpdateAsync(set => set.SetProperty(g => g.RootId, kept).SetProperty(g => g.Version, g => g.Version + 1), cancellation);

    /// <summary>From now on these accounts are read through <paramref name="root"/>, one of them; what they were read through knows it.</summary>
    public static async Task CutTreeAsync(
        this RattacheDb db,
        AccountId formerRoot,
        AccountId root,
        IReadOnlyCollection<AccountId> part,
        CancellationToken cancellation
    )
    {
        await db
            .Guards.Where(g => part.Contains(g.AccountId))
            .ExecuteUpdateAsync(set => set.SetProperty(g => g.RootId, root).SetProperty(g => g.Version, g => g.Version + 1), cancellation);
        await db
            .Guards.Where(g => g.AccountId == formerRoot)
            .ExecuteUpdateAsync(set => set.SetProperty(g => g.Version, g => g.Version + 1), cancellation);
    }

    /// <summary>The keys of a whole tree; what is used or revoked already stays as it is.</summary>
    public static Task RevokeKeysAsync(this RattacheDb db, AccountId root, DateTimeOffset now, CancellationToken cancellation) =>
        db
            .MergeKeys.Where(k => k.UsedAt == null && k.RevokedAt == null && db.Guards.Any(g => g.AccountId == k.AccountId && g.RootId == root))
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now), cancellation);

    /// <summary>Sessions, pending resets and pending changes of address end at once: the stamp that every request checks is another.</summary>
    public static async Task EndSessionsAsync(this RattacheDb db, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellation)
    {
        var stamp = Guid.NewGuid().ToString("N");
        await db.Users.Where(c => accounts.Contains(c.Id)).ExecuteUpdateAsync(set => set.SetProperty(c => c.SecurityStamp, stamp), cancellation);
        await db.AddressProofs.Where(p => accounts.Contains(p.AccountId)).ExecuteDeleteAsync(cancellation);
        await db.PasswordResets.Where(r => accounts.Contains(r.AccountId)).ExecuteDeleteAsync(cancellation);
    }
}
