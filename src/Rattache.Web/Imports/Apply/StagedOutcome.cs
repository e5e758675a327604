using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Data;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports.Apply;

/// <summary>What the sets decided, read back from staging: counts, and what was rejected for what the database or other records hold.</summary>
internal static class StagedOutcome
{
    public static async Task<ImportReport> ReportAsync(
        RattacheDb db,
        Delivery delivery,
        StagedDelivery staged,
        int continuations,
        (KeptPeople People, ImmutableArray<string> Reopened) kept,
        bool isDryRun,
        CancellationToken cancellation
    )
    {
        await TellAsync(db, new(delivery.Feed, delivery.Academy), delivery.Files, staged.Issues, cancellation);
        var counted = await CountAsync(db, cancellation);
        var categories = staged.Read.Keys.Union(counted.Select(c => c.Key)).Order();
        return new(
            delivery.Feed,
            delivery.Academy,
            delivery.Date,
            delivery.Extent,
            delivery.IsWhole,
            isDryRun,
            [.. categories.Select(c => Sum(c, staged.Read.GetValueOrDefault(c), staged.Rejected.GetValueOrDefault(c), counted[c]))],
            staged.Issues,
            continuations,
            kept.People,
            kept.Reopened
        );
    }

    /// <summary>How many records of a category ended in a state.</summary>
    private static async Task<ILookup<RecordCategory, (int State, int Count)>> CountAsync(RattacheDb db, CancellationToken cancellation)
    {
        var counts = await db
            .Database.SqlQuery<Count>(
                $"""
                select 0 as kind, state, cast(count(*) as integer) as number from staged_schools group by state
                union all select kind, case when returned and state in (2, 3) then 4 when state = 6 then 3 else state end, cast(count(*) as integer)
                from staged_records where state <> 9 or code is not null group by 1, 2
                union all select kind, 5, cast(count(*) as integer) from staged_missing where leaves group by kind
                """
            )
            .ToListAsync(cancellation);
        return counts.ToLookup(c => CategoryOf(c.Kind), c => (c.State, c.Number));
    }

    private static async Task TellAsync(RattacheDb db, Feed feed, ImmutableArray<DeliveryFile> files, IssueLog issues, CancellationToken cancellation)
    {
        var told = db
            .Database.SqlQuery<Issue>(
                $"""
                select file, line, external_id, case when uai is null then {IssueCodes.UnknownRecord} else {IssueCodes.DuplicateId} end as code, null as detail,
                    {(int)IssueSeverity.Rejection} as severity, seq
                from staged_schools where state = 9
                union all select p.file, p.line, p.external_id, r.code, r.detail, {(int)IssueSeverity.Rejection}, r.seq
                from staged_records r join staged_people p on p.seq = r.seq where r.state = 9 and r.code is not null
                union all select s.file, s.line, s.external_id, {IssueCodes.UnknownRelative}, l.relative, {(int)IssueSeverity.Rejection}, s.seq
                from staged_kin l join staged_people s on s.seq = l.seq where l.relative is not null
                union all select s.file, s.line, s.external_id, {IssueCodes.UnknownPlace}, p.school, {(int)IssueSeverity.Warning}, s.seq
                from staged_places p join staged_people s on s.seq = p.seq join staged_records r on r.seq = p.seq
                left join feed_schools f on f.source = {feed.Number} and f.academy = {feed.Academy} and f.external_id = p.school
                where r.is_misplaced and r.state <> 9 and f.school_id is null
                order by seq
                """
            )
            .AsAsyncEnumerable();
        await foreach (var issue in told.WithCancellation(cancellation))
        {
            issues.Add(new(files[issue.File].FileName, issue.Line, issue.ExternalId, issue.Code, (IssueSeverity)issue.Severity, issue.Detail));
        }
    }

    private static CategoryCounts Sum(RecordCategory category, int read, int rejectedBefore, IEnumerable<(int State, int Count)> states)
    {
        var by = states.GroupBy(s => s.State).ToDictionary(g => g.Key, g => g.Sum(s => s.Count));
        return new(
            category,
            read,
            by.GetValueOrDefault(StagedState.New),
            by.GetValueOrDefault(StagedState.Changed),
            by.GetValueOrDefault(StagedState.Unchanged),
            by.GetValueOrDefault(StagedState.Left),
            by.GetValueOrDefault(StagedState.Returned),
            rejectedBefore + by.GetValueOrDefault(StagedState.Rejected)
        );
    }

    private static RecordCategory CategoryOf(int kind) =>
        kind switch
        {
            0 => RecordCategory.School,
            (int)AccountKind.Student => RecordCategory.Student,
            (int)AccountKind.Relative => RecordCategory.Relative,
            _ => RecordCategory.Staff,
        };

    private sealed record Count(int Kind, int State, int Number);

    private sealed record Issue(int File, int Line, string ExternalId, string Code, string? Detail, int Severity, int Seq);
}
