using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Features.Merges;

/// <summary>What a merge and an undo write beside their own row: sets, never row by row, all under the locks of the roots.</summary>
public static class TreeWrites
{
    /// <summary>
    /// Uses these keys up, and from now on reads these trees through <paramref name="kept"/>: the keys of all of them end, and so do the
    /// sessions, the pending resets and the pending changes of address of the accounts absorbed. Saves what was added to the context so far,
    /// too (<see cref="AddedRows"/>): one command, since every merge waits for it.
    /// </summary>
    /// <returns>How many of the keys were still whole; fewer than given: roll back.</returns>
    public static async Task<int> JoinTreesAsync(
        this RattacheDb db,
        IReadOnlyCollection<Guid> keys,
        AccountId kept,
        IReadOnlyCollection<AccountId> absorbed,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var joined = SqlBatch.Places(3, absorbed.Count);
        var used = keys.Count == 0 ? "null" : SqlBatch.Places(3 + absorbed.Count, keys.Count);
        object[] values =
        [
            kept.Value,
            db.Stored(now),
            Guid.NewGuid().ToString("N"),
            .. absorbed.Select(a => (object)a.Value),
            .. keys.Select(k => (object)k),
        ];
        var added = AddedRows.Take(db, values.Length);
        await using var reader = await db.ReadAsync(
            $$"""
            update merge_keys set used_at = {1} where id in ({{used}}) and used_at is null and revoked_at is null and expires_at > {1} returning id;
            update merge_keys set revoked_at = {1} where used_at is null and revoked_at is null
                and account_id in (select account_id from account_guards where root_id in ({0}, {{joined}}));
            update account_guards set root_id = {0}, version = version + 1 where account_id = {0} or root_id in ({{joined}});
            update credentials set security_stamp = {2} where id in ({{joined}});
            delete from address_proofs where account_id in ({{joined}});
            delete from password_resets where account_id in ({{joined}});
            delete from sessions where account_id in ({{joined}});
            {{added.Statements}}
            """,
            [.. values, .. added.Values],
            cancellation
        );
        var whole = 0;
        while (await reader.DbDataReader.ReadAsync(cancellation))
        {
            whole++;
        }

        // SQLite runs a statement when it is come to.
        while (await reader.DbDataReader.NextResultAsync(cancellation)) { }

        return whole;
    }

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

    /// <summary>The keys of a whole tree; what is used, revoked or past its life already stays as it is.</summary>
    /// <returns>How many lived.</returns>
    public static Task<int> RevokeKeysAsync(this RattacheDb db, AccountId root, DateTimeOffset now, CancellationToken cancellation) =>
        db
            .MergeKeys.Where(k => k.UsedAt == null && k.RevokedAt == null && k.ExpiresAt > now)
            .Where(k => db.Guards.Any(g => g.AccountId == k.AccountId && g.RootId == root))
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now), cancellation);

    /// <summary>Sessions, pending resets and pending changes of address end at once: the stamp that every request checks is another.</summary>
    public static async Task EndSessionsAsync(this RattacheDb db, IReadOnlyCollection<AccountId> accounts, CancellationToken cancellation)
    {
        var stamp = Guid.NewGuid().ToString("N");
        await db.Users.Where(c => accounts.Contains(c.Id)).ExecuteUpdateAsync(set => set.SetProperty(c => c.SecurityStamp, stamp), cancellation);
        await db.AddressProofs.Where(p => accounts.Contains(p.AccountId)).ExecuteDeleteAsync(cancellation);
        await db.PasswordResets.Where(r => accounts.Contains(r.AccountId)).ExecuteDeleteAsync(cancellation);
        await db.Sessions.Where(s => accounts.Contains(s.AccountId)).ExecuteDeleteAsync(cancellation);
    }
}
