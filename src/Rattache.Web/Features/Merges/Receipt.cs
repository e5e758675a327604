using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.History;

namespace Rattache.Web.Features.Merges;

/// <summary>What a merge gathered, when, by what proof, from where; and when it was taken back. Logins only: no child, no school.</summary>
public sealed record Receipt(
    MergeId Merge,
    string KeptLogin,
    string KeptName,
    string AbsorbedLogin,
    string AbsorbedName,
    DateTimeOffset MergedAt,
    MergeProof Proof,
    DateTimeOffset? UndoneAt,
    string? From
)
{
    /// <summary>Null unless the asker is one of the two people that the merge joined, as they are now.</summary>
    public static async Task<Receipt?> FindAsync(RattacheDb db, MergeId id, AccountId asker, CancellationToken cancellation)
    {
        var found = await (
            from merge in db.Merges
            where merge.Id == id && db.Guards.Any(g => g.RootId == asker && (g.AccountId == merge.KeptId || g.AccountId == merge.AbsorbedId))
            join kept in db.Accounts on merge.KeptId equals kept.Id
            join absorbed in db.Accounts on merge.AbsorbedId equals absorbed.Id
            select new
            {
                merge.MergedBy,
                Receipt = new Receipt(
                    merge.Id,
                    kept.Login,
                    kept.FirstName + " " + kept.LastName,
                    absorbed.Login,
                    absorbed.FirstName + " " + absorbed.LastName,
                    merge.MergedAt,
                    merge.Proof,
                    merge.UndoneAt,
                    db.Audit.Where(e =>
                            e.Subject == merge.KeptId && e.At == merge.MergedAt && e.Other == merge.AbsorbedId && e.Kind == AuditKinds.Merged
                        )
                        .SelectMany(e => db.AuditDetails.Where(d => d.EntryId == e.Id))
                        .Select(d => d.Address)
                        .FirstOrDefault()
                ),
            }
        ).SingleOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        // From where is for whoever did it, and not for whom that account was gathered by afterwards (DESIGN §5); erased on time.
        var by = (await HistoryMember.LoadTreeAsync(db, asker, cancellation)).Find(m => m.Id == found.MergedBy);
        return by is null || found.Receipt.MergedAt < by.Since ? found.Receipt with { From = null } : found.Receipt;
    }
}
