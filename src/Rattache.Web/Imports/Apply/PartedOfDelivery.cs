using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>
/// Parents whom the delivery would leave without any child although they stay themselves, for the brakes: a feed that lost its links
/// makes nobody leave, and empties every parent's account.
/// </summary>
internal static class PartedOfDelivery
{
    /// <summary>Of all, and by school. Nothing is looked for where no record that the directory knows says anything new.</summary>
    public static async Task<(int Parted, ImmutableArray<SchoolCounts> Schools)> CountAsync(RattacheDb db, Feed feed, CancellationToken cancellation)
    {
        if (!await db.AnyKnownAsync(cancellation))
        {
            return (0, []);
        }

        // The whole comes as a row without a school.
        var rows = await db
            .Database.SqlQuery<Row>(
                $"""
                with lost as materialized (
                    select c.relative_id, a.external_id, count(*) as links
                    from staged_records r
                    join accounts s on s.id = r.account_id and s.left_at is null
                    join child_links c on c.student_id = s.id
                    join accounts a on a.id = c.relative_id and a.left_at is null
                    left join staged_links l on l.seq = r.seq and l.relative = a.external_id
                    where r.state = 3 and r.kind = {(int)AccountKind.Student} and l.seq is null
                    group by c.relative_id, a.external_id
                ), parted as materialized (
                    select x.relative_id from lost x
                    left join (select distinct relative from staged_links) n on n.relative = x.external_id
                    left join staged_missing m on m.account_id = x.relative_id and m.leaves
                    where n.relative is null and m.account_id is null and x.links = (
                        select count(*) from child_links k join accounts s on s.id = k.student_id and s.left_at is null
                        where k.relative_id = x.relative_id)
                ), there as materialized (
                    select distinct t.school_id from parted x join child_links l on l.relative_id = x.relative_id
                    join attachments t on t.account_id = l.student_id
                )
                select '' as "School", 0 as "People", cast(count(*) as integer) as "Parted" from parted
                union all
                select e.uai, cast(count(distinct l.relative_id) as integer), cast(count(distinct x.relative_id) as integer)
                from there h
                join schools e on e.id = h.school_id
                join attachments t on t.school_id = h.school_id
                join accounts s on s.id = t.account_id and s.left_at is null
                join child_links l on l.student_id = s.id
                join accounts a on a.id = l.relative_id and a.left_at is null and a.source = {feed.Number} and a.academy = {feed.Academy}
                left join parted x on x.relative_id = l.relative_id
                group by e.uai
                """
            )
            .ToListAsync(cancellation);
        return (
            rows.Where(r => r.School.Length == 0).Sum(r => r.Parted),
            [.. rows.Where(r => r.School.Length > 0).Select(r => new SchoolCounts(r.School, r.People, r.Parted))]
        );
    }

    private sealed record Row(string School, int People, int Parted);
}
