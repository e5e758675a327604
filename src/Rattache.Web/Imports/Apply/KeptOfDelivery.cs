using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Imports.Staging;
using Rattache.Web.Texts;

namespace Rattache.Web.Imports.Apply;

/// <summary>
/// Who is missing and stays, because they are in a school that no delivery of the feed holds any more. Schools that another part of the
/// feed delivers are not among them, nor is whoever is in one of those besides.
/// </summary>
internal static class KeptOfDelivery
{
    public static async Task<KeptPeople> FindAsync(
        RattacheDb db,
        IStaging staging,
        Feed feed,
        ImmutableArray<KeptCategory> categories,
        DateTimeOffset now,
        int after,
        CancellationToken cancellation
    )
    {
        var counts = await SinceAsync(db, feed, now, after, cancellation) is { } since
            ? await CountAsync(db, staging, feed, since, cancellation)
            : [];
        var schools = counts.Where(c => c.School.Length > 0).OrderByDescending(c => c.People).ThenBy(c => c.School, StringComparer.Ordinal).ToList();
        var told = schools.Take(KeptPeople.MostSchools).ToList();
        var seen = await SeenAsync(db, feed, [.. told.Select(c => Uai.Parse(c.School))], cancellation);
        return new(
            counts.Where(c => c.School.Length == 0).Sum(c => c.People) + categories.Sum(c => c.People),
            schools.Count,
            [.. told.Select(c => new KeptSchool(c.School, c.People, seen[c.School]))],
            categories
        );
    }

    /// <returns>When the first whole delivery of the last days with one began, this one's among them; null when there are not so many.</returns>
    private static async Task<DateTimeOffset?> SinceAsync(RattacheDb db, Feed feed, DateTimeOffset now, int days, CancellationToken cancellation)
    {
        var newestFirst = db
            .ImportRuns.AsNoTracking()
            .Where(r => r.Source == feed.Source && r.Academy == feed.Academy && r.IsWhole && r.Outcome == ImportRun.Taken)
            .OrderByDescending(r => r.FinishedAt)
            .Select(r => r.StartedAt)
            .AsAsyncEnumerable();
        var (since, met) = (now, 1);
        await foreach (var began in newestFirst.WithCancellation(cancellation))
        {
            if (Clocks.Day(began, Clocks.Schools) != Clocks.Day(since, Clocks.Schools) && ++met > days)
            {
                return since;
            }

            since = began;
        }

        return met == days ? since : null;
    }

    /// <returns>People by school, and all of them once, without a school.</returns>
    private static Task<List<Count>> CountAsync(RattacheDb db, IStaging staging, Feed feed, DateTimeOffset since, CancellationToken cancellation) =>
        db
            .Database.SqlQuery<Count>(
                $"""
                with absent as materialized (
                    select school_id from feed_schools
                    where source = {feed.Number} and academy = {feed.Academy} and school_id not in (select school_id from staged_covered)
                    group by school_id having max(seen_at) < {staging.At(since)}
                ), told as materialized (
                    select t.school_id, m.account_id from absent b
                    join attachments t on t.school_id = b.school_id
                    join staged_missing m on m.account_id = t.account_id and not m.leaves and m.kind <> {(int)AccountKind.Relative}
                    where not exists (select 1 from attachments o where o.account_id = m.account_id
                        and o.school_id not in (select school_id from absent) and o.school_id not in (select school_id from staged_covered))
                    union
                    select t.school_id, m.account_id from absent b
                    join attachments t on t.school_id = b.school_id
                    join child_links l on l.student_id = t.account_id join accounts c on c.id = l.student_id and c.left_at is null
                    join staged_missing m on m.account_id = l.relative_id and not m.leaves and m.kind = {(int)AccountKind.Relative}
                    where not exists (select 1 from child_links k join accounts d on d.id = k.student_id and d.left_at is null
                        join attachments o on o.account_id = k.student_id where k.relative_id = m.account_id
                        and o.school_id not in (select school_id from absent) and o.school_id not in (select school_id from staged_covered))
                )
                select '' as "School", cast(count(distinct account_id) as integer) as "People" from told
                union all
                select e.uai, cast(count(*) as integer) from told t join schools e on e.id = t.school_id group by e.uai
                """
            )
            .ToListAsync(cancellation);

    private static async Task<Dictionary<string, DateTimeOffset>> SeenAsync(RattacheDb db, Feed feed, Uai[] schools, CancellationToken cancellation)
    {
        var seen = await db
            .FeedSchools.AsNoTracking()
            .Where(f => f.Source == feed.Source && f.Academy == feed.Academy && f.SeenAt != null)
            .Join(db.Schools.Where(s => schools.Contains(s.Uai)), f => f.SchoolId, s => s.Id, (f, s) => new { s.Uai, SeenAt = f.SeenAt!.Value })
            .ToListAsync(cancellation);
        return seen.GroupBy(s => s.Uai.Value).ToDictionary(g => g.Key, g => g.Max(s => s.SeenAt), StringComparer.Ordinal);
    }

    private sealed record Count(string School, int People);
}
