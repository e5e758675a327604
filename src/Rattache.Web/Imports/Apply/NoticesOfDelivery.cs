using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Notifications;
using Rattache.Web.Data;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports.Apply;

/// <summary>
/// What parents may be told: a child comes to a school, or leaves one. Stated for the account that the feed names, merged or not;
/// who is told, and whether, is found out afterwards. An account that nobody activated has nobody to tell.
/// </summary>
internal static class NoticesOfDelivery
{
    /// <summary>Between knowing who changed and replacing their places.</summary>
    public static async Task FindMovesAsync(RattacheDb db, CancellationToken cancellation)
    {
        if (!await db.Users.AnyAsync(cancellation))
        {
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            insert into staged_moves (student_id, what)
            select p.account_id, {(int)NoticeEvent.ChildArrived} from staged_records r join staged_posts p on p.account_id = r.account_id
            left join attachments a on a.account_id = p.account_id and a.school_id = p.school_id
            where r.state = 2 and r.kind = {(int)AccountKind.Student} and a.account_id is null
            """,
            cancellation
        );
        // Who returns was told of when they left.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into staged_moves (student_id, what)
            select a.account_id, {(int)NoticeEvent.ChildLeft} from staged_records r join attachments a on a.account_id = r.account_id
            left join staged_posts p on p.account_id = a.account_id and p.school_id = a.school_id
            where r.state = 2 and r.kind = {(int)AccountKind.Student} and not r.returned and p.account_id is null
            """,
            cancellation
        );
    }

    /// <summary>Once the links are written, and while whoever is missing still has their places.</summary>
    public static async Task ApplyAsync(RattacheDb db, IStaging staging, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await db.Users.AnyAsync(cancellation))
        {
            return;
        }

        await db.Database.ExecuteSqlAsync(
            $"""
            insert into notices (account_id, what, about_id, at, look_at)
            select distinct l.relative_id, m.what, m.student_id, {staging.At(now)}, {staging.At(now)}
            from (
                select student_id, what from staged_moves
                union all select account_id, {(int)NoticeEvent.ChildArrived} from staged_records
                    where kind = {(int)AccountKind.Student} and (state = 1 or state = 2 and returned)
                union all select account_id, {(int)NoticeEvent.ChildLeft} from staged_missing where leaves and kind = {(int)AccountKind.Student}
                union all select t.account_id, {(int)NoticeEvent.ChildLeft} from staged_missing x join attachments t on t.account_id = x.account_id
                    join staged_covered v on v.school_id = t.school_id where not x.leaves and x.kind = {(int)AccountKind.Student}
            ) m
            join child_links l on l.student_id = m.student_id join credentials c on c.id = l.relative_id
            where m.what is not null
            on conflict do nothing
            """,
            cancellation
        );
    }
}
