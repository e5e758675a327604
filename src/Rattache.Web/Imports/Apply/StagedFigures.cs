using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>
/// What the planner knows of staged people. After their states change it has to look again: believing that nobody is new,
/// it compares everybody with everybody.
/// </summary>
internal static class StagedFigures
{
    public static Task<int> RefreshAsync(RattacheDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"analyze staged_people", cancellation);
}
