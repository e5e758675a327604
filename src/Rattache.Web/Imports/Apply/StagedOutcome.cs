using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Core.Imports.Aaf;
using Rattache.Web.Data;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports.Apply;

/// <summary>What the sets decided, read back from staging: counts, and what was rejected for what the database or other records hold.</summary>
internal static class StagedOutcome
{
    /// <summary>How many records of a category ended in a state.</summary>
    public static async Task<ILookup<AafCategory, (int State, int Count)>> CountAsync(RattacheDb db, CancellationToken cancellation)
    {
        var counts = await db
            .Database.SqlQuery<Count>(
                $"""
                select 0 as kind, state, cast(count(*) as integer) as number from staged_schools group by state
                union all select kind, state, cast(count(*) as integer) from staged_people group by kind, state
                """
            )
            .ToListAsync(cancellation);
        return counts.ToLookup(c => CategoryOf(c.Kind), c => (c.State, c.Number));
    }

    public static async Task TellAsync(RattacheDb db, ImmutableArray<DeliveryFile> files, IssueLog issues, CancellationToken cancellation)
    {
        var told = db
            .Database.SqlQuery<Issue>(
                $"""
                select file, line, external_id, {IssueCodes.DuplicateId} as code, null as detail, {(int)IssueSeverity.Rejection} as severity, seq
                from staged_schools where state = 9
                union all select file, line, external_id, code, detail, {(int)IssueSeverity.Rejection}, seq from staged_people where state = 9
                union all select s.file, s.line, s.external_id, {IssueCodes.UnknownRelative}, l.relative, {(int)IssueSeverity.Rejection}, s.seq
                from staged_people s join staged_links l on l.seq = s.seq where s.state <> 9 and l.relative_id is null
                union all select s.file, s.line, s.external_id, {IssueCodes.UnknownPlace}, p.school, {(int)IssueSeverity.Warning}, s.seq
                from staged_people s join staged_places p on p.seq = s.seq where s.state <> 9 and p.school_id is null
                order by seq
                """
            )
            .AsAsyncEnumerable();
        await foreach (var issue in told.WithCancellation(cancellation))
        {
            issues.Add(new(files[issue.File].FileName, issue.Line, issue.ExternalId, issue.Code, (IssueSeverity)issue.Severity, issue.Detail));
        }
    }

    public static CategoryCounts Sum(AafCategory category, int read, int rejectedBefore, IEnumerable<(int State, int Count)> states)
    {
        var by = states.GroupBy(s => s.State).ToDictionary(g => g.Key, g => g.Sum(s => s.Count));
        return new(
            category,
            read,
            by.GetValueOrDefault(StagedState.New),
            by.GetValueOrDefault(StagedState.Changed),
            by.GetValueOrDefault(StagedState.Unchanged),
            rejectedBefore + by.GetValueOrDefault(StagedState.Rejected)
        );
    }

    private static AafCategory CategoryOf(int kind) =>
        kind switch
        {
            0 => AafCategory.School,
            (int)AccountKind.Student => AafCategory.Student,
            (int)AccountKind.Relative => AafCategory.Relative,
            _ => AafCategory.Staff,
        };

    private sealed record Count(int Kind, int State, int Number);

    private sealed record Issue(int File, int Line, string ExternalId, string Code, string? Detail, int Severity, int Seq);
}
