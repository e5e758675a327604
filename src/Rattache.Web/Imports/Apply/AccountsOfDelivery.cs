using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports.Apply;

/// <summary>
/// Writes what the feed owns. Of an account that exists, its login, its guard, its merges and its credentials are never
/// touched, so that an import and a merge write different rows.
/// </summary>
internal static class AccountsOfDelivery
{
    public static async Task ApplyAsync(RattacheDb db, IStaging staging, Feed feed, DateTimeOffset now, CancellationToken cancellation)
    {
        await NumberLoginsAsync(db, staging, cancellation);
        await InsertAsync(db, staging, feed, now, cancellation);
        await UpdateAsync(db, cancellation);
    }

#pragma warning disable EF1002 // The text put in is one of two constants: the engine's name for the order of bytes.
    // In the order of external ids, shorter first so that 999 comes before 1000: the order of a file says nothing.
    private static Task<int> NumberLoginsAsync(RattacheDb db, IStaging staging, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync(
            $"""
            update staged_people set number = x.number
            from (
                select p.seq, cast(coalesce(i.top, 0) + row_number() over (partition by p.stem order by length(p.external_id), p.external_id {staging.Ordinal}) as integer) as number
                from staged_people p
                left join (select stem, max(number) as top from issued_logins where stem in (select stem from staged_people where state = 1) group by stem) i
                    on i.stem = p.stem
                where p.state = 1
            ) x
            where x.seq = staged_people.seq
            """,
            cancellation
        );
#pragma warning restore EF1002

    private static async Task InsertAsync(RattacheDb db, IStaging staging, Feed feed, DateTimeOffset now, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into issued_logins (login, stem, number, account_id)
            select stem || case when number = 1 then '' else cast(number as text) end, stem, number, account_id from staged_people where state = 1
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into accounts (id, kind, source, academy, external_id, login, first_name, last_name, birth_name, birth_date, ine, email, home_phone, mobile_phone, created_at)
            select account_id, kind, {feed.Number}, {feed.Academy}, external_id, stem || case when number = 1 then '' else cast(number as text) end,
                first_name, last_name, birth_name, birth_date, ine, email, home_phone, mobile_phone, {staging.At(now)}
            from staged_people where state = 1 order by external_id
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"insert into account_guards (account_id, root_id, version, merge_hold) select account_id, account_id, 0, false from staged_people where state = 1",
            cancellation
        );
    }

    private static async Task UpdateAsync(RattacheDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set state = 2 from accounts a
            where staged_people.state = 3 and a.id = staged_people.account_id and (
                a.kind <> staged_people.kind or a.first_name <> staged_people.first_name or a.last_name <> staged_people.last_name
                or a.birth_name is distinct from staged_people.birth_name or a.birth_date is distinct from staged_people.birth_date
                or a.ine is distinct from staged_people.ine or a.email is distinct from staged_people.email
                or a.home_phone is distinct from staged_people.home_phone or a.mobile_phone is distinct from staged_people.mobile_phone
                or a.left_at is not null)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update accounts set kind = s.kind, first_name = s.first_name, last_name = s.last_name, birth_name = s.birth_name, birth_date = s.birth_date,
                ine = s.ine, email = s.email, home_phone = s.home_phone, mobile_phone = s.mobile_phone, left_at = null
            from staged_people s where s.state = 2 and s.account_id = accounts.id
            """,
            cancellation
        );
    }
}
