using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>A pupil's record states all of the pupil's links: they are replaced. A link to nobody known is left out, and told.</summary>
internal static class LinksOfDelivery
{
    public static async Task ApplyAsync(RattacheDb db, Feed feed, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into staged_kin (seq, student_id, relative_id, kind, authority, state, relative)
            select l.seq, r.account_id, a.id, l.kind, l.authority, r.state, case when a.id is null then l.relative end
            from staged_links l join staged_records r on r.seq = l.seq
            left join accounts a on a.source = {feed.Number} and a.academy = {feed.Academy} and a.external_id = l.relative
                and a.kind = {(int)AccountKind.Relative}
            where r.state in (1, 2, 3)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into child_links (relative_id, student_id, kind, authority)
            select relative_id, student_id, kind, authority from staged_kin where state = 1 and relative_id is not null
            order by relative_id, student_id
            """,
            cancellation
        );
        if (await db.AnyKnownAsync(cancellation))
        {
            await ReplaceAsync(db, cancellation);
        }
    }

    private static async Task ReplaceAsync(RattacheDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync($"create index staged_kin_student_id on staged_kin (student_id)", cancellation);
        await db.Database.ExecuteSqlAsync($"analyze staged_kin", cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_records set state = 2 where state = 3 and account_id in (
                select k.student_id from staged_kin k
                left join child_links c on c.relative_id = k.relative_id and c.student_id = k.student_id
                where k.state <> 1 and k.relative_id is not null and (c.student_id is null or c.kind <> k.kind or c.authority <> k.authority))
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_records set state = 2 where state = 3 and account_id in (
                select c.student_id from staged_records r join child_links c on c.student_id = r.account_id
                left join staged_kin k on k.student_id = c.student_id and k.relative_id = c.relative_id
                where r.state = 3 and r.kind = {(int)AccountKind.Student} and k.student_id is null)
            """,
            cancellation
        );
        await StagedFigures.RefreshAsync(db, cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from child_links where student_id in (select account_id from staged_records where state = 2) and not exists (
                select 1 from staged_kin k where k.student_id = child_links.student_id and k.relative_id = child_links.relative_id)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into child_links (relative_id, student_id, kind, authority)
            select k.relative_id, k.student_id, k.kind, k.authority from staged_records r join staged_kin k on k.student_id = r.account_id
            where r.state = 2 and k.relative_id is not null
            on conflict (relative_id, student_id) do update set kind = excluded.kind, authority = excluded.authority
            where child_links.kind <> excluded.kind or child_links.authority <> excluded.authority
            """,
            cancellation
        );
    }
}
