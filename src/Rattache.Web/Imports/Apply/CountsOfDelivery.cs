using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Imports;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>What the brakes have to know. Where nobody leaves, nothing is counted.</summary>
internal static class CountsOfDelivery
{
    /// <summary>Before the delivery's own schools are written. Of schools that are marked as closed it need not hold any.</summary>
    public static async Task<bool> CoversNothingKnownAsync(RattacheDb db, Feed feed, CancellationToken cancellation) =>
        await db
            .Database.SqlQuery<bool>(
                $"""
                select exists (select 1 from feed_schools f where f.source = {feed.Number} and f.academy = {feed.Academy} and f.closed_at is null)
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
        var (leaving, ofClosed) = await LeavingAsync(db, cancellation);
        var (parted, partedSchools) = await PartedOfDelivery.CountAsync(db, feed, cancellation);
        var people = leaving + parted == 0 ? 0 : await db.Accounts.CountAsync(a => a.LeftAt == null, cancellation) - ofClosed;
        return new(lacking, coversNothingKnown, people, leaving - ofClosed, leaving == 0 ? [] : await SchoolsLosingAsync(db, feed, cancellation))
        {
            Parted = parted,
            PartedSchools = partedSchools,
        };
    }

    /// <summary>Of whoever leaves, those who were in a school that is marked as closed: an operator said that they would.</summary>
    private static async Task<(int Everybody, int OfClosed)> LeavingAsync(RattacheDb db, CancellationToken cancellation)
    {
        var counted = await db
            .Database.SqlQuery<Counted>(
                $"""
                with closed as materialized (
                    select t.account_id from staged_covered v join attachments t on t.school_id = v.school_id where v.is_closed
                    union
                    select l.relative_id from staged_covered v join attachments t on t.school_id = v.school_id
                    join child_links l on l.student_id = t.account_id join accounts c on c.id = l.student_id and c.left_at is null where v.is_closed
                )
                select cast(count(*) as integer) as everybody, cast(count(c.account_id) as integer) as of_closed
                from staged_missing m left join closed c on c.account_id = m.account_id where m.leaves
                """
            )
            .SingleAsync(cancellation);
        return (counted.Everybody, counted.OfClosed);
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
                where p.school_id not in (select school_id from staged_covered where is_closed)
                group by e.uai having sum(case when m.account_id is null then 0 else 1 end) > 0
                """
            )
            .ToListAsync(cancellation);
        return [.. schools.Select(s => new SchoolCounts(s.Uai, s.People, s.Leaving))];
    }

    private sealed record Counted(int Everybody, int OfClosed);

    private sealed record School(string Uai, int People, int Leaving);
}
