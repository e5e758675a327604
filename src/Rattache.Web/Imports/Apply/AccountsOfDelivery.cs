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
            insert into staged_logins (seq, login, stem, number)
            select seq, stem || case when number = 1 then '' else cast(number as text) end, stem, number
            from (
                select p.seq, p.stem, cast(coalesce((select max(i.number) from issued_logins i where i.stem = p.stem), 0)
                    + row_number() over (partition by p.stem order by length(p.external_id), p.external_id {staging.Ordinal}) as integer) as number
                from staged_records r join staged_people p on p.seq = r.seq
                where r.state = 1
            ) x
            """,
            cancellation
        );
#pragma warning restore EF1002

    private static async Task InsertAsync(RattacheDb db, IStaging staging, Feed feed, DateTimeOffset now, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into issued_logins (login, stem, number, account_id)
            select l.login, l.stem, l.number, r.account_id from staged_logins l join staged_records r on r.seq = l.seq order by l.login
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into accounts (id, kind, source, academy, external_id, login, first_name, last_name, birth_name, birth_date, ine, email, home_phone, mobile_phone, created_at, record_digest)
            select r.account_id, r.kind, {feed.Number}, {feed.Academy}, p.external_id, l.login,
                p.first_name, p.last_name, p.birth_name, p.birth_date, p.ine, p.email, p.home_phone, p.mobile_phone, {staging.At(now)},
                case when not r.is_misplaced then p.digest end
            from staged_records r join staged_people p on p.seq = r.seq join staged_logins l on l.seq = r.seq
            where r.state = 1 order by r.seq
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into account_guards (account_id, root_id, version, merge_hold)
            select account_id, account_id, 0, false from staged_records where state = 1 order by seq
            """,
            cancellation
        );
    }

    private static async Task UpdateAsync(RattacheDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_records set state = 2 from staged_people s, accounts a
            where staged_records.state = 3 and s.seq = staged_records.seq and a.id = staged_records.account_id and (
                a.kind <> staged_records.kind or a.first_name <> s.first_name or a.last_name <> s.last_name
                or a.birth_name is distinct from s.birth_name or a.birth_date is distinct from s.birth_date
                or a.ine is distinct from s.ine or a.email is distinct from s.email
                or a.home_phone is distinct from s.home_phone or a.mobile_phone is distinct from s.mobile_phone
                or a.left_at is not null)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update accounts set kind = r.kind, first_name = s.first_name, last_name = s.last_name, birth_name = s.birth_name, birth_date = s.birth_date,
                ine = s.ine, email = s.email, home_phone = s.home_phone, mobile_phone = s.mobile_phone, left_at = null
            from staged_records r, staged_people s where r.state = 2 and s.seq = r.seq and accounts.id = r.account_id
            """,
            cancellation
        );
    }
}
