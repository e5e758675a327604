using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Data;

namespace Rattache.Web.Features.MyAccount.History;

/// <summary>An account of the person's tree, and since when what happens to it is theirs to see; a root's own lines all are.</summary>
public sealed record HistoryMember(AccountId Id, string Login, DateTimeOffset? Since)
{
    /// <summary>The root first. One command.</summary>
    public static async Task<List<HistoryMember>> LoadTreeAsync(RattacheDb db, AccountId root, CancellationToken cancellation)
    {
        var rows = await (
            from guard in db.Guards
            where guard.RootId == root
            join account in db.Accounts on guard.AccountId equals account.Id
            select new
            {
                account.Id,
                account.Login,
                Merge = db.Merges.FirstOrDefault(m => m.AbsorbedId == account.Id && m.UndoneAt == null),
            }
        )
            .AsNoTracking()
            .ToListAsync(cancellation);
        var merges = rows.Select(r => r.Merge).OfType<Merge>().ToDictionary(m => m.AbsorbedId);
        return [.. rows.Select(r => new HistoryMember(r.Id, r.Login, SinceOf(r.Id))).OrderByDescending(m => m.Id == root)];

        // In a chain, since the last of the merges that lead up to the root.
        DateTimeOffset? SinceOf(AccountId id)
        {
            DateTimeOffset? since = null;
            for (var at = id; at != root && merges.TryGetValue(at, out var merge); at = merge.KeptId)
            {
                since = since > merge.MergedAt ? since : merge.MergedAt;
            }

            return since;
        }
    }
}
