using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>
/// Makes whole records of a delta's changes: what they do not name is taken from the directory. From here on nobody has to know that
/// there are deltas.
/// </summary>
internal static class ChangesOfDelivery
{
    public static async Task CompleteAsync(RattacheDb db, CancellationToken cancellation)
    {
        await CompleteValuesAsync(db, cancellation);
        await CompletePlacesAsync(db, PersonFields.Schools, PlaceBasis.School, cancellation);
        await CompletePlacesAsync(db, PersonFields.Posts, PlaceBasis.Post, cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into staged_links (seq, relative, kind, authority, relative_id)
            select s.seq, '', l.kind, l.authority, l.relative_id
            from staged_people s join child_links l on l.student_id = s.known_id
            where s.state = 3 and (s.stated & {(int)PersonFields.Links}) = 0
            """,
            cancellation
        );
    }

    private static Task<int> CompleteValuesAsync(RattacheDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set
                kind = case when (stated & {(int)PersonFields.Kind}) <> 0 then staged_people.kind else a.kind end,
                first_name = case when (stated & {(int)PersonFields.FirstName}) <> 0 then staged_people.first_name else a.first_name end,
                last_name = case when (stated & {(int)PersonFields.LastName}) <> 0 then staged_people.last_name else a.last_name end,
                birth_name = case when (stated & {(int)PersonFields.BirthName}) <> 0 then staged_people.birth_name else a.birth_name end,
                birth_date = case when (stated & {(int)PersonFields.BirthDate}) <> 0 then staged_people.birth_date else a.birth_date end,
                ine = case when (stated & {(int)PersonFields.Ine}) <> 0 then staged_people.ine else a.ine end,
                email = case when (stated & {(int)PersonFields.Email}) <> 0 then staged_people.email else a.email end,
                home_phone = case when (stated & {(int)PersonFields.HomePhone}) <> 0 then staged_people.home_phone else a.home_phone end,
                mobile_phone = case when (stated & {(int)PersonFields.MobilePhone}) <> 0 then staged_people.mobile_phone else a.mobile_phone end
            from accounts a
            where a.id = staged_people.known_id and state = 3 and stated <> {(int)PersonFields.All}
            """,
            cancellation
        );

    /// <summary>Keeps the places that the part of the record stated which the change does not name.</summary>
    private static async Task CompletePlacesAsync(RattacheDb db, PersonFields part, PlaceBasis basis, CancellationToken cancellation)
    {
        var isPost = basis == PlaceBasis.Post;
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_places set basis = staged_places.basis | {(int)basis},
                class_name = case when {isPost} then a.class_name else staged_places.class_name end,
                heads = staged_places.heads or ({isPost} and exists (
                    select 1 from administration_rights r where r.account_id = a.account_id and r.school_id = a.school_id and r.from_feed)),
                right_id = case when {isPost} then (
                    select r.id from administration_rights r where r.account_id = a.account_id and r.school_id = a.school_id and r.from_feed)
                    else staged_places.right_id end
            from staged_people s, attachments a
            where s.seq = staged_places.seq and s.state = 3 and (s.stated & {(int)part}) = 0
                and a.account_id = s.known_id and a.school_id = staged_places.school_id and (a.basis & {(int)basis}) <> 0
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into staged_places (seq, school, class_name, heads, basis, right_id, school_id)
            select s.seq, '', case when {isPost} then a.class_name end, {isPost} and r.id is not null, {(int)basis}, r.id, a.school_id
            from staged_people s
            join attachments a on a.account_id = s.known_id and (a.basis & {(int)basis}) <> 0
            left join administration_rights r on r.account_id = a.account_id and r.school_id = a.school_id and r.from_feed
            where s.state = 3 and (s.stated & {(int)part}) = 0
                and not exists (select 1 from staged_places p where p.seq = s.seq and p.school_id = a.school_id)
            """,
            cancellation
        );
    }
}
