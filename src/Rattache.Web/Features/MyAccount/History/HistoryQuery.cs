using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Features.MyAccount.History;

/// <summary>
/// The root's own lines, and those of its absorbed accounts since each merge (DESIGN §5), newest first: two commands, however
/// many accounts and pages.
/// </summary>
public static class HistoryQuery
{
    public const int PageSize = 50;

    /// <param name="before">The last line of the page before; null for the newest.</param>
    public static async Task<HistoryPage> LoadHistoryAsync(this RattacheDb db, AccountId root, Guid? before, CancellationToken cancellation)
    {
        var members = await HistoryMember.LoadTreeAsync(db, root, cancellation);
        var lines = members.Select(m => LinesOf(db, m)).Aggregate((all, more) => all.Union(more));
        if (before is { } last)
        {
            lines = lines.Where(e => e.Id < last);
        }

        var rows = await lines
            .OrderByDescending(e => e.Id)
            .Take(PageSize + 1)
            .Select(e => new HistoryRow(
                e,
                db.Accounts.Where(a => a.Id == e.Subject).Select(a => a.Login).FirstOrDefault(),
                db.Accounts.Where(a => a.Id == e.Other).Select(a => a.Login).FirstOrDefault()
            ))
            .ToListAsync(cancellation);
        var shown = rows.Take(PageSize).ToList();
        return new([.. shown.Select(row => HistoryLine.Of(row, members))], rows.Count > PageSize ? shown[^1].Entry.Id : null);
    }

    private static IQueryable<AuditEntry> LinesOf(RattacheDb db, HistoryMember member)
    {
        var id = member.Id;
        var lines = db
            .Audit.AsNoTracking()
            // As the other side, only of what was done: a refused paste must not tell whose account it was tried in.
            .Where(e =>
                e.Actor == id
                || e.Subject == id
                || (e.Other == id && e.Outcome == AuditKinds.Ok && (e.Kind == AuditKinds.Merged || e.Kind == AuditKinds.Undone))
            );
        return member.Since is { } since ? lines.Where(e => e.At >= since) : lines;
    }
}

/// <param name="Older">Where the next page begins; null on the last.</param>
public sealed record HistoryPage(IReadOnlyList<HistoryLine> Lines, Guid? Older);

internal sealed record HistoryRow(AuditEntry Entry, string? SubjectLogin, string? OtherLogin);
