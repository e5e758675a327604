using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports.Apply;

/// <summary>Attachments, and the administration rights of heads of school. Those of the people delivered are replaced, and nobody else's.</summary>
internal static class PlacesOfDelivery
{
    public static async Task ApplyAsync(RattacheDb db, IStaging staging, DateTimeOffset now, CancellationToken cancellation)
    {
        await MarkChangedAsync(db, cancellation);
        await StagedFigures.RefreshAsync(db, cancellation);
        await AttachAsync(db, cancellation);
        await GrantAsync(db, staging, now, cancellation);
    }

    private static async Task MarkChangedAsync(RattacheDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set state = 2 where state = 3 and (
                exists (select 1 from staged_places p where p.seq = staged_people.seq and p.school_id is not null and not exists (
                    select 1 from attachments a where a.account_id = staged_people.account_id and a.school_id = p.school_id
                        and a.class_name is not distinct from p.class_name and a.basis = p.basis))
                or exists (select 1 from attachments a where a.account_id = staged_people.account_id and not exists (
                    select 1 from staged_places p where p.seq = staged_people.seq and p.school_id = a.school_id)))
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set state = 2 where state = 3 and (
                exists (select 1 from staged_places p where p.seq = staged_people.seq and p.heads and p.school_id is not null and not exists (
                    select 1 from administration_rights r where r.account_id = staged_people.account_id and r.school_id = p.school_id))
                or exists (select 1 from administration_rights r where r.account_id = staged_people.account_id and r.from_feed and not exists (
                    select 1 from staged_places p where p.seq = staged_people.seq and p.heads and p.school_id = r.school_id)))
            """,
            cancellation
        );
    }

    private static async Task AttachAsync(RattacheDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from attachments where account_id in (select account_id from staged_people where state = 2) and not exists (
                select 1 from staged_people s join staged_places p on p.seq = s.seq
                where s.account_id = attachments.account_id and s.state = 2 and p.school_id = attachments.school_id)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into attachments (account_id, school_id, class_name, basis)
            select s.account_id, p.school_id, min(p.class_name), max(p.basis) from staged_people s join staged_places p on p.seq = s.seq
            where s.state in (1, 2) and p.school_id is not null group by s.account_id, p.school_id
            on conflict (account_id, school_id) do update set class_name = excluded.class_name, basis = excluded.basis
            where attachments.class_name is distinct from excluded.class_name or attachments.basis <> excluded.basis
            """,
            cancellation
        );
    }

    private static async Task GrantAsync(RattacheDb db, IStaging staging, DateTimeOffset now, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from administration_rights where from_feed and account_id in (select account_id from staged_people where state = 2) and not exists (
                select 1 from staged_people s join staged_places p on p.seq = s.seq
                where s.account_id = administration_rights.account_id and s.state = 2 and p.heads and p.school_id = administration_rights.school_id)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into administration_rights (id, account_id, school_id, from_feed, granted_at)
            select p.right_id, s.account_id, p.school_id, true, {staging.At(now)} from staged_people s join staged_places p on p.seq = s.seq
            where s.state in (1, 2) and p.heads and p.school_id is not null
            on conflict (account_id, school_id) do nothing
            """,
            cancellation
        );
    }
}
