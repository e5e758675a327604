using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.History;

/// <summary>
/// The root's own lines, and those of its absorbed accounts since each merge (DESIGN §5), newest first: two commands, however
/// many accounts and pages.
/// </summary>
public static class HistoryQuery
{
    public const int PageSize = 50;

    public static async Task<HistoryPage> LoadHistoryAsync(
        this RattacheDb db,
        AccountId root,
        HistoryPlace place,
        HistoryKind? kind,
        CancellationToken cancellation
    )
    {
        var members = await HistoryMember.LoadTreeAsync(db, root, cancellation);
        var rows = await place.Of(db.HistoryLines(members, kind)).Take(PageSize + 1).WithLogins(db).ToListAsync(cancellation);
        var more = rows.Count > PageSize;
        var shown = rows.Take(PageSize).OrderByDescending(row => row.Entry.Id).ToList();
        var (newer, older) = place.Continues(more);
        return new(
            [.. shown.Select(row => HistoryLine.Of(row, members))],
            newer && shown.Count > 0 ? shown[0].Entry.Id : null,
            older && shown.Count > 0 ? shown[^1].Entry.Id : null
        );
    }

    internal static IQueryable<AuditEntry> HistoryLines(this RattacheDb db, IEnumerable<HistoryMember> members, HistoryKind? kind)
    {
        var lines = members.Select(m => LinesOf(db, m)).Aggregate((all, more) => all.Union(more));
        if (kind is null)
        {
            return lines;
        }

        var audited = kind.Audited.ToArray();
        return lines.Where(e => audited.Contains(e.Kind));
    }

    internal static IQueryable<HistoryRow> WithLogins(this IQueryable<AuditEntry> lines, RattacheDb db) =>
        lines.Select(e => new HistoryRow
        {
            Entry = e,
            SubjectLogin = db.Accounts.Where(a => a.Id == e.Subject).Select(a => a.Login).FirstOrDefault(),
            OtherLogin = db.Accounts.Where(a => a.Id == e.Other).Select(a => a.Login).FirstOrDefault(),
            // The line does not say by what title; its merge does, written at the same moment.
            ByAdministrator = db.Merges.Any(m =>
                m.KeptId == e.Subject
                && m.AbsorbedId == e.Other
                && (
                    (e.Kind == AuditKinds.Merged && m.MergedAt == e.At && m.Proof == MergeProof.Administrator)
                    || (e.Kind == AuditKinds.Undone && m.UndoneAt == e.At && m.UndoneWith == UndoProof.Administrator)
                )
            ),
        });

    private static IQueryable<AuditEntry> LinesOf(RattacheDb db, HistoryMember member)
    {
        var id = member.Id;
        var lines = db
            .Audit.AsNoTracking()
            // As the other side, only of what was done: a refused paste must not tell whose account it was tried in.
            // Whoever activated another account by gathering it sees that with that account, as long as it is gathered.
            .Where(e =>
                (e.Actor == id && (e.Kind != AuditKinds.Activated || e.Subject == id))
                || e.Subject == id
                || (e.Other == id && e.Outcome == AuditKinds.Ok && (e.Kind == AuditKinds.Merged || e.Kind == AuditKinds.Undone))
            );
        return member.Since is { } since ? lines.Where(e => e.At >= since) : lines;
    }
}

/// <param name="Newer">The page of newer lines ends before this one; null where there are none.</param>
/// <param name="Older">The page of older lines begins after this one; null where there are none.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryLine> Lines, Guid? Newer, Guid? Older)
{
    /// <summary>By the days of whoever reads, as they come.</summary>
    public IEnumerable<IGrouping<DateOnly, HistoryLine>> Days() => Lines.GroupBy(line => Clocks.Day(line.At));
}

/// <summary>Made by its properties, not by a constructor: queries go on from them.</summary>
internal sealed record HistoryRow
{
    public required AuditEntry Entry { get; init; }

    public string? SubjectLogin { get; init; }

    public string? OtherLogin { get; init; }

    public bool ByAdministrator { get; init; }
}
