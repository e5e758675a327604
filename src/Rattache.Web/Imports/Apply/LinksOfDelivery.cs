using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>A pupil's record states all of the pupil's links: they are replaced. A link to nobody known is left out, and told.</summary>
internal static class LinksOfDelivery
{
    public static async Task ApplyAsync(RattacheDb db, Feed feed, CancellationToken cancellation)
    {
        // A look-up each: joined, a planner without figures for a table just filled compares every account with every link.
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_links set relative_id = (
                select a.id from accounts a
                where a.source = {feed.Number} and a.academy = {feed.Academy} and a.external_id = staged_links.relative and a.kind = {(int)
                AccountKind.Relative})
            where relative_id is null
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set state = 2 where state = 3 and kind = {(int)AccountKind.Student} and (
                exists (select 1 from staged_links l where l.seq = staged_people.seq and l.relative_id is not null and not exists (
                    select 1 from child_links c where c.relative_id = l.relative_id and c.student_id = staged_people.account_id
                        and c.kind = l.kind and c.authority = l.authority))
                or exists (select 1 from child_links c where c.student_id = staged_people.account_id and not exists (
                    select 1 from staged_links l where l.seq = staged_people.seq and l.relative_id = c.relative_id)))
            """,
            cancellation
        );
        await StagedFigures.RefreshAsync(db, cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from child_links where student_id in (select account_id from staged_people where state = 2) and not exists (
                select 1 from staged_people s join staged_links l on l.seq = s.seq
                where s.account_id = child_links.student_id and s.state = 2 and l.relative_id = child_links.relative_id)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into child_links (relative_id, student_id, kind, authority)
            select l.relative_id, s.account_id, l.kind, l.authority from staged_people s join staged_links l on l.seq = s.seq
            where s.state in (1, 2) and l.relative_id is not null
            on conflict (relative_id, student_id) do update set kind = excluded.kind, authority = excluded.authority
            where child_links.kind <> excluded.kind or child_links.authority <> excluded.authority
            """,
            cancellation
        );
    }
}
