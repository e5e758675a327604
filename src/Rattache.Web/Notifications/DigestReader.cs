using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Notifications;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Notifications;

/// <summary>A person of whom something has to be decided, with all that it is decided from.</summary>
/// <param name="Address">Verified; null where nobody may be written to.</param>
/// <param name="Notices">Those that they may be told: of an absorbed account, only what happened since its merge.</param>
/// <param name="Asleep">Of absorbed accounts, from before: told if the merge is cut in time.</param>
internal sealed record DigestReader(
    AccountId Root,
    string Login,
    string? Address,
    Language? Language,
    NotificationPreferences Preferences,
    IReadOnlyList<SentDigest> Sent,
    IReadOnlyList<ReaderNotice> Notices,
    IReadOnlyList<Notice> Asleep
)
{
    public DateTimeOffset? Last(NotificationPace pace)
    {
        var sent = Sent.FirstOrDefault(d => d.Pace == pace)?.Slot;
        return sent > Preferences.ChosenAt ? sent : Preferences.ChosenAt ?? sent;
    }
}

/// <param name="About">Two pupil records with the same national number are one child (DESIGN §5).</param>
internal sealed record ReaderNotice(Notice Notice, string About);

internal static class DigestReaders
{
    /// <summary>Five commands for all of them, under the locks of their guards: rows that change are tracked.</summary>
    /// <param name="closedUpTo"><see cref="DepartureDelays.ClosedUpTo"/>.</param>
    public static async Task<List<DigestReader>> LoadReadersAsync(
        this RattacheDb db,
        AccountId[] roots,
        DateTimeOffset closedUpTo,
        CancellationToken cancellation
    )
    {
        var members = await db.Guards.AsNoTracking().Where(g => roots.Contains(g.RootId)).ToDictionaryAsync(g => g.AccountId, cancellation);
        var accounts = members.Keys.ToArray();
        var forest = MergeForest.Of(
            await db.Merges.AsNoTracking().Where(m => m.UndoneAt == null && accounts.Contains(m.AbsorbedId)).ToListAsync(cancellation)
        );
        var notices = await (
            from notice in db.Notices
            where accounts.Contains(notice.AccountId)
            join about in db.Accounts on notice.AboutId equals about.Id
            orderby notice.At, notice.AboutId
            select new { notice, about.Ine }
        ).ToListAsync(cancellation);
        var there = db.StillThere(closedUpTo);
        var people = await (
            from own in db.Users
            where roots.Contains(own.Id)
            join preferences in db.NotificationPreferences on own.Id equals preferences.AccountId into chosen
            from preferences in chosen.DefaultIfEmpty()
            select new
            {
                own.Id,
                own.UserName,
                own.Language,
                Address = own.EmailConfirmed && there.Any(r => r == own.Id) ? own.Email : null,
                preferences,
            }
        )
            .AsNoTracking()
            .ToDictionaryAsync(p => p.Id, cancellation);
        var sent = await db.SentDigests.Where(d => roots.Contains(d.AccountId)).ToListAsync(cancellation);
        return
        [
            .. notices
                .GroupBy(n => members[n.notice.AccountId].RootId)
                .Select(g =>
                {
                    var person = people.GetValueOrDefault(g.Key);
                    var told = g.ToLookup(n => !(n.notice.At < forest.ReadSince(n.notice.AccountId)));
                    return new DigestReader(
                        g.Key,
                        person?.UserName ?? "",
                        members[g.Key].LockedAt is null ? person?.Address : null,
                        person?.Language,
                        person?.preferences ?? new(g.Key),
                        [.. sent.Where(d => d.AccountId == g.Key)],
                        [.. told[true].Select(n => new ReaderNotice(n.notice, n.Ine ?? n.notice.AboutId.ToString()))],
                        [.. told[false].Select(n => n.notice)]
                    );
                }),
        ];
    }
}
