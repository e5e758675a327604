using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Imports;

/// <summary>
/// Reports are kept for good, what they say of single records is not: people who were never taken, or who are erased since, would stay
/// there under the identifiers of their feed.
/// </summary>
internal static class ReportErasure
{
    /// <summary>Reports a transaction; one that was asked for with <c>--all</c> may be long.</summary>
    internal const int Page = 50;

    /// <summary>Reports of imports that ended before, and still tell of single records.</summary>
    public static IQueryable<ImportRun> WithDetails(this RattacheDb db, DateTimeOffset before) =>
        db.ImportRuns.Where(r => !r.DetailsErased && r.FinishedAt < before);

    /// <returns>Of how many reports.</returns>
    public static async Task<int> EraseDetailsAsync(this RattacheDb db, Text text, DateTimeOffset before, CancellationToken cancellation)
    {
        var (erased, page) = (0, 0);
        do
        {
            await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
            var runs = await db.WithDetails(before).OrderBy(r => r.FinishedAt).ThenBy(r => r.Id).Take(Page).ToListAsync(cancellation);
            foreach (var run in runs)
            {
                run.Report = ImportJson.Write(ImportJson.Read(run.Report).WithoutDetails(text));
                run.DetailsErased = true;
            }

            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            db.ChangeTracker.Clear();
            page = runs.Count;
            erased += page;
        } while (page == Page);
        return erased;
    }
}
