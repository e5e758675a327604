using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Imports;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>What the brakes have to know. Where nobody leaves, nothing is counted.</summary>
internal static class CountsOfDelivery
{
    /// <summary>Before the delivery's own schools are written.</summary>
    public static async Task<bool> CoversNothingKnownAsync(RattacheDb db, Feed feed, CancellationToken cancellation) =>
        await db
            .Database.SqlQuery<bool>(
                $"""
                select exists (select 1 from feed_schools f where f.source = {feed.Number} and f.academy = {feed.Academy})
                    and not exists (select 1 from feed_schools f join staged_schools s on s.external_id = f.external_id
                        where f.source = {feed.Number} and f.academy = {feed.Academy} and s.state <> 9) as "Value"
                """
            )
            .SingleAsync(cancellation);

    public static async Task<ImportCounts> CountAsync(
        RattacheDb db,
        Feed feed,
        ImmutableArray<RecordCategory> lacking,
        bool coversNothingKnown,
        CancellationToken cancellation
    )
    {
        var leaving = await db
            .Database.SqlQuery<int>($"""select cast(count(*) as integer) as "Value" from staged_missing where leaves""")
            .SingleAsync(cancellation);
        var (parted, partedSchools) = await PartedOfDelivery.CountAsync(db, feed, cancellation);
        var people = leaving + parted == 0 ? 0 : await db.Accounts.CountAsync(a => a.LeftAt == null, cancellation);
        return new(lacking, coversNothingKnown, people, leaving, leaving == 0 ? [] : await SchoolsLosingAsync(db, feed, cancellation))
        {
            Parted = parted,
            PartedSchools = partedSchools,
        };
    }

    private static async Task<ImmutableArray<SchoolCounts>> SchoolsLosingAsync(RattacheDb db, Feed feed, CancellationToken cancellation)
    {
        var schools = await db
            .Database.SqlQuery<School>(
                $"""
                select e.uai as "Uai", cast(count(*) as integer) as "People",
                    cast(sum(case when m.account_id is null then 0 else 1 end) as integer) as "Leaving"
                from (
                    select t.school_id, t.account_id from attachments t
                    union
                    select t.school_id, l.relative_id from attachments t join child_links l on l.student_id = t.account_id
                    join accounts c on c.id = l.student_id and c.left_at is null
                ) p
                join accounts a on a.id = p.account_id and a.left_at is null and a.source = {feed.Number} and a.academy = {feed.Academy}
                join schools e on e.id = p.school_id
                left join staged_missing m on m.account_id = p.account_id and m.leaves
                group by e.uai having sum(case when m.account_id is null then 0 else 1 end) > 0
                """
            )
            .ToListAsync(cancellation);
        return [.. schools.Select(s => new SchoolCounts(s.Uai, s.People, s.Leaving))];
    }

    private sealed record School(string Uai, int People, int Leaving);
}
