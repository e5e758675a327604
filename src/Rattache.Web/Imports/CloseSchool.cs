using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Imports;

/// <summary>
/// Marks a school that no feed will hold again, or takes the mark back. Nobody leaves by it: the next whole delivery of each feed speaks
/// for the school too, and who is missing from it leaves as from any other.
/// </summary>
public sealed class CloseSchool(RattacheDb db, TimeProvider clock)
{
    public Task<SchoolClosing> CloseAsync(string uai, CancellationToken cancellation) => MarkAsync(uai, close: true, cancellation);

    /// <summary>Whoever left by a delivery since comes back with one that holds them.</summary>
    public Task<SchoolClosing> ReopenAsync(string uai, CancellationToken cancellation) => MarkAsync(uai, close: false, cancellation);

    private async Task<SchoolClosing> MarkAsync(string typed, bool close, CancellationToken cancellation)
    {
        var school = Uai.TryParse(typed, out var uai) ? await db.Schools.AsNoTracking().SingleOrDefaultAsync(s => s.Uai == uai, cancellation) : null;
        if (school is null)
        {
            return new SchoolClosing.Unknown();
        }

        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var rows = await db.FeedSchools.Where(f => f.SchoolId == school.Id).ToListAsync(cancellation);
        if (rows.Count == 0)
        {
            return new SchoolClosing.InNoFeed(school);
        }

        var marked = rows.Where(f => (f.ClosedAt is null) == close).ToList();
        if (marked.Count == 0)
        {
            return new SchoolClosing.Already(school, rows.Max(f => f.ClosedAt));
        }

        foreach (var row in marked)
        {
            if (close)
            {
                row.Close(now);
            }
            else
            {
                row.Reopen();
            }
        }

        db.Record(now, close ? AuditKinds.SchoolClosed : AuditKinds.SchoolReopened, $"{AuditKinds.Ok}/{school.Uai}", actor: null);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return new SchoolClosing.Done(school, await FeedsAsync(school.Id, marked, cancellation));
    }

    private async Task<ImmutableArray<ClosedFeed>> FeedsAsync(SchoolId school, IEnumerable<FeedSchool> marked, CancellationToken cancellation)
    {
        var here = db.Attachments.Where(t => t.SchoolId == school).Select(t => t.AccountId);
        var people = here.Union(db.ChildLinks.Where(l => here.Contains(l.StudentId)).Select(l => l.RelativeId));
        var feeds = ImmutableArray.CreateBuilder<ClosedFeed>();
        foreach (var (source, academy) in marked.Select(f => (f.Source, f.Academy)).Distinct().Order())
        {
            var own = db.Accounts.Where(a => a.LeftAt == null && a.Source == source && a.Academy == academy && people.Contains(a.Id));
            var open = db.FeedSchools.Where(f => f.Source == source && f.Academy == academy && f.ClosedAt == null);
            feeds.Add(new(source, academy, await own.CountAsync(cancellation), await open.AnyAsync(cancellation)));
        }

        return feeds.ToImmutable();
    }
}
