using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports.Apply;

/// <summary>Attachments, and the administration rights of heads of school. Those of the people delivered are replaced, and nobody else's.</summary>
internal static class PlacesOfDelivery
{
    public static async Task ApplyAsync(RattacheDb db, IStaging staging, Feed feed, DateTimeOffset now, CancellationToken cancellation)
    {
        // Two schools that a feed calls differently may be one.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into staged_posts (account_id, school_id, class_name, basis, heads, state)
            select r.account_id, f.school_id, min(p.class_name), max(p.basis), max(case when p.heads then 1 else 0 end) = 1, r.state
            from staged_records r join staged_places p on p.seq = r.seq
            join feed_schools f on f.source = {feed.Number} and f.academy = {feed.Academy} and f.external_id = p.school
            where r.state in (1, 2, 3) group by r.account_id, f.school_id, r.state
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into attachments (account_id, school_id, class_name, basis)
            select account_id, school_id, class_name, basis from staged_posts where state = 1 order by account_id, school_id
            """,
            cancellation
        );
        if (await db.AnyKnownAsync(cancellation))
        {
            await ReplaceAsync(db, cancellation);
        }

        await GrantAsync(db, staging, feed, now, cancellation);
    }

    private static async Task ReplaceAsync(RattacheDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync($"create unique index staged_posts_account_id on staged_posts (account_id, school_id)", cancellation);
        await db.Database.ExecuteSqlAsync($"analyze staged_posts", cancellation);
        await MarkChangedAsync(db, cancellation);
        await StagedFigures.RefreshAsync(db, cancellation);
        await NoticesOfDelivery.FindMovesAsync(db, cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from attachments where account_id in (select account_id from staged_records where state = 2) and not exists (
                select 1 from staged_posts p where p.account_id = attachments.account_id and p.school_id = attachments.school_id)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into attachments (account_id, school_id, class_name, basis)
            select p.account_id, p.school_id, p.class_name, p.basis from staged_records r join staged_posts p on p.account_id = r.account_id
            where r.state = 2
            on conflict (account_id, school_id) do update set class_name = excluded.class_name, basis = excluded.basis
            where attachments.class_name is distinct from excluded.class_name or attachments.basis <> excluded.basis
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from administration_rights where from_feed and account_id in (select account_id from staged_records where state = 2) and not exists (
                select 1 from staged_posts p where p.account_id = administration_rights.account_id and p.heads and p.school_id = administration_rights.school_id)
            """,
            cancellation
        );
    }

    /// <summary>One statement for each way to differ: joined by <em>or</em>, the planner compares everybody with everybody.</summary>
    private static async Task MarkChangedAsync(RattacheDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_records set state = 2 where state = 3 and account_id in (
                select p.account_id from staged_posts p
                left join attachments a on a.account_id = p.account_id and a.school_id = p.school_id
                where p.state <> 1 and (a.account_id is null or a.class_name is distinct from p.class_name or a.basis <> p.basis))
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_records set state = 2 where state = 3 and account_id in (
                select a.account_id from staged_records r join attachments a on a.account_id = r.account_id
                left join staged_posts p on p.account_id = a.account_id and p.school_id = a.school_id
                where r.state = 3 and p.account_id is null)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_records set state = 2 where state = 3 and account_id in (
                select p.account_id from staged_posts p
                left join administration_rights g on g.account_id = p.account_id and g.school_id = p.school_id
                where p.heads and g.id is null)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_records set state = 2 where state = 3 and account_id in (
                select g.account_id from administration_rights g
                left join staged_posts p on p.account_id = g.account_id and p.school_id = g.school_id and p.heads
                where g.from_feed and p.account_id is null)
            """,
            cancellation
        );
    }

    /// <summary>Heads are few, and set apart first: the planner, left to choose, looks for each school through all places.</summary>
    private static Task<int> GrantAsync(RattacheDb db, IStaging staging, Feed feed, DateTimeOffset now, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync(
            $"""
            with heads as materialized (select seq, school, right_id from staged_places where heads)
            insert into administration_rights (id, account_id, school_id, from_feed, granted_at)
            select p.right_id, r.account_id, f.school_id, true, {staging.At(now)}
            from heads p join staged_records r on r.seq = p.seq
            join feed_schools f on f.source = {feed.Number} and f.academy = {feed.Academy} and f.external_id = p.school
            where r.state in (1, 2)
            on conflict (account_id, school_id) do nothing
            """,
            cancellation
        );
}
