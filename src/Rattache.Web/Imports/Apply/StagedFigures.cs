using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>What is known of staged records as a whole.</summary>
internal static class StagedFigures
{
    /// <summary>Whether there is anything to compare: the first delivery of a feed has nobody whom the directory knows.</summary>
    public static Task<bool> AnyKnownAsync(this RattacheDb db, CancellationToken cancellation) =>
        db.Database.SqlQuery<bool>($"""select exists (select 1 from staged_records where state in (2, 3)) as "Value" """).SingleAsync(cancellation);

    /// <summary>Whether something has changed, since it was staged, what was staged by its name alone.</summary>
    public static Task<bool> AnyOutdatedAsync(this RattacheDb db, CancellationToken cancellation) =>
        db.Database.SqlQuery<bool>($"""select exists (select 1 from staged_records where state = 7) as "Value" """).SingleAsync(cancellation);

    /// <summary>
    /// After states change, the planner has to look again: believing that nobody is new, it compares everybody with everybody.
    /// </summary>
    public static Task<int> RefreshAsync(RattacheDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"analyze staged_records", cancellation);
}
