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
    public static async Task CompleteAsync(RattacheDb db, Feed feed, CancellationToken cancellation)
    {
        if (
            !await db
                .Database.SqlQuery<bool>($"""select exists (select 1 from staged_people where stated <> {(int)PersonFields.All}) as "Value" """)
                .SingleAsync(cancellation)
        )
        {
            return;
        }

        await CompleteValuesAsync(db, cancellation);
        await CompletePlacesAsync(db, feed, PersonFields.Schools, PlaceBasis.School, cancellation);
        await CompletePlacesAsync(db, feed, PersonFields.Posts, PlaceBasis.Post, cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into staged_links (seq, relative, kind, authority)
            select r.seq, a.external_id, l.kind, l.authority
            from staged_records r join staged_people s on s.seq = r.seq
            join child_links l on l.student_id = r.account_id join accounts a on a.id = l.relative_id
            where r.state = 3 and (s.stated & {(int)PersonFields.Links}) = 0
            """,
            cancellation
        );
    }

    private static async Task CompleteValuesAsync(RattacheDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
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
            from staged_records r, accounts a
            where r.seq = staged_people.seq and r.state = 3 and a.id = r.account_id and stated <> {(int)PersonFields.All}
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"update staged_records set kind = s.kind from staged_people s where s.seq = staged_records.seq and s.kind <> staged_records.kind",
            cancellation
        );
    }

    /// <summary>Keeps the places that the part of the record stated which the change does not name.</summary>
    private static async Task CompletePlacesAsync(RattacheDb db, Feed feed, PersonFields part, PlaceBasis basis, CancellationToken cancellation)
    {
        var isPost = basis == PlaceBasis.Post;
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_places set basis = staged_places.basis | {(int)basis},
                class_name = case when {isPost} then a.class_name else staged_places.class_name end,
                heads = staged_places.heads or ({isPost} and exists (
                    select 1 from administration_rights g where g.account_id = a.account_id and g.school_id = a.school_id and g.from_feed)),
                right_id = case when {isPost} then (
                    select g.id from administration_rights g where g.account_id = a.account_id and g.school_id = a.school_id and g.from_feed)
                    else staged_places.right_id end
            from staged_records r, staged_people s, attachments a, feed_schools f
            where r.seq = staged_places.seq and r.state = 3 and s.seq = r.seq and (s.stated & {(int)part}) = 0
                and f.source = {feed.Number} and f.academy = {feed.Academy} and f.external_id = staged_places.school
                and a.account_id = r.account_id and a.school_id = f.school_id and (a.basis & {(int)basis}) <> 0
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into staged_places (seq, school, class_name, heads, basis, right_id)
            select r.seq, f.external_id, case when {isPost} then a.class_name end, {isPost} and g.id is not null, {(int)basis}, g.id
            from staged_records r
            join staged_people s on s.seq = r.seq
            join attachments a on a.account_id = r.account_id and (a.basis & {(int)basis}) <> 0
            join (select school_id, min(external_id) as external_id from feed_schools where source = {feed.Number} and academy = {feed.Academy} group by school_id) f
                on f.school_id = a.school_id
            left join administration_rights g on g.account_id = a.account_id and g.school_id = a.school_id and g.from_feed
            where r.state = 3 and (s.stated & {(int)part}) = 0
                and not exists (select 1 from staged_places p where p.seq = r.seq and p.school = f.external_id)
            """,
            cancellation
        );
    }
}
