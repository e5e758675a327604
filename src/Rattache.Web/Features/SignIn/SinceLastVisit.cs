using Microsoft.EntityFrameworkCore;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Notifications;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// What a mail would have told, where there is no verified address to send it to: the merges and undos of an account since its
/// last sign-in, shown once at the next (DESIGN §4).
/// </summary>
public sealed class SinceLastVisit(RattacheDb db, Text text)
{
    public const string Key = "since";

    /// <summary>Sentences, oldest first; asked after this very sign-in has been written into the audit.</summary>
    public async Task<string[]> TellAsync(Credentials account, CancellationToken cancellation)
    {
        if (account.EmailConfirmed)
        {
            return [];
        }

        var id = account.Id;
        var last = await db
            .Audit.Where(e => e.Actor == id && e.Kind == AuditKinds.SignedIn)
            .OrderByDescending(e => e.At)
            .Skip(1)
            .Select(e => (DateTimeOffset?)e.At)
            .FirstOrDefaultAsync(cancellation);
        var since = last ?? account.ActivatedAt;
        var changes = await (
            from merge in db.Merges
            where
                ((merge.KeptId == id || merge.AbsorbedId == id) && (merge.MergedAt >= since || merge.UndoneAt >= since))
                // What leaves further down the tree leaves this account too; what left before the tree was this one's does not.
                || (
                    merge.UndoneAt >= since
                    && db.Guards.Any(g => g.AccountId == merge.KeptId && g.RootId == id)
                    && db.Merges.Any(up => up.AbsorbedId == merge.KeptId && up.UndoneAt == null && up.MergedAt <= merge.UndoneAt)
                )
            join other in db.Accounts on (merge.AbsorbedId == id ? merge.KeptId : merge.AbsorbedId) equals other.Id
            orderby merge.Id
            select new
            {
                other.Login,
                At = merge.UndoneAt ?? merge.MergedAt,
                Code = Code(merge.AbsorbedId != id, merge.UndoneAt != null),
            }
        ).ToListAsync(cancellation);
        if (changes.Count == 0)
        {
            return [];
        }

        // The page that shows them comes after the sign-in, as the account reads it.
        var reading = new Reading(account.Language ?? Language.Current, await db.ChosenZoneAsync(id, cancellation));
        return reading.Speak<string[]>(() => [.. changes.Select(c => text[c.Code, c.Login, Written.Moment(c.At)])]);
    }

    // Whoever was absorbed and signs in as themselves stands by themselves again.
    private static string Code(bool kept, bool undone) =>
        (kept, undone) switch
        {
            (true, false) => "merge.since-merged",
            (true, true) => "merge.since-undone",
            _ => "merge.since-alone",
        };
}
