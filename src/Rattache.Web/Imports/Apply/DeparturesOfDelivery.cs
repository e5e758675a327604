using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Data;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports.Apply;

/// <summary>
/// Who leaves: of a whole delivery, whoever is missing from it and was in none but the schools that it speaks for; of a delta, whoever it
/// names. Nothing of theirs is removed but a right that the feed gave, so that who returns finds everything as it was.
/// </summary>
internal static class DeparturesOfDelivery
{
    /// <param name="db">The database.</param>
    /// <param name="feed">Whose accounts.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="unnamed">Categories of which somebody is there, and nobody can tell who.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task FindAsync(
        RattacheDb db,
        Feed feed,
        Delivery delivery,
        IReadOnlySet<RecordCategory> unnamed,
        CancellationToken cancellation
    )
    {
        if (delivery.Extent == DeliveryExtent.Delta)
        {
            await db.Database.ExecuteSqlAsync(
                $"""
                insert into staged_missing (account_id, kind, leaves)
                select r.account_id, r.kind, true from staged_records r join accounts a on a.id = r.account_id where r.state = 8 and a.left_at is null
                """,
                cancellation
            );
        }
        else if (delivery.IsWhole)
        {
            await FindMissingAsync(db, feed, category => delivery.Has(category) && !unnamed.Contains(category), cancellation);
        }
    }

    public static async Task ApplyAsync(RattacheDb db, IStaging staging, DateTimeOffset now, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update accounts set left_at = {staging.At(now)}, record_digest = null where id in (select account_id from staged_missing where leaves)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from administration_rights where from_feed and account_id in (select account_id from staged_missing where leaves)
            """,
            cancellation
        );
        // Missing here, and still in a school that another delivery speaks for.
        await db.Database.ExecuteSqlAsync(
            $"update accounts set record_digest = null where id in (select account_id from staged_missing where not leaves)",
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from attachments where account_id in (select account_id from staged_missing where not leaves)
                and school_id in (select school_id from staged_covered)
            """,
            cancellation
        );
    }

    private static async Task FindMissingAsync(RattacheDb db, Feed feed, Func<RecordCategory, bool> speaksFor, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into staged_covered (school_id)
            select distinct f.school_id from feed_schools f join staged_schools s on s.external_id = f.external_id
            where f.source = {feed.Number} and f.academy = {feed.Academy} and s.state <> 9
            """,
            cancellation
        );
        // A category that did not come, or not in full, says nothing of its people.
        var (pupils, relatives, staff) = (speaksFor(RecordCategory.Student), speaksFor(RecordCategory.Relative), speaksFor(RecordCategory.Staff));
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into staged_missing (account_id, kind, leaves)
            select a.id, a.kind, false from accounts a
            where a.source = {feed.Number} and a.academy = {feed.Academy} and a.left_at is null
                and case a.kind when {(int)AccountKind.Student} then {pupils} when {(int)AccountKind.Relative} then {relatives} else {staff} end
                and not exists (select 1 from staged_people s where s.external_id = a.external_id)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_missing set leaves = true
            where not exists (select 1 from feed_schools f where f.source = {feed.Number} and f.academy = {feed.Academy}
                    and f.school_id not in (select school_id from staged_covered))
                or kind <> {(int)AccountKind.Relative}
                and exists (select 1 from attachments t where t.account_id = staged_missing.account_id)
                and not exists (select 1 from attachments t where t.account_id = staged_missing.account_id
                    and t.school_id not in (select school_id from staged_covered))
            """,
            cancellation
        );
        // A relative is where their children are.
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_missing set leaves = true
            where not leaves and kind = {(int)AccountKind.Relative}
                and exists (select 1 from child_links l join attachments t on t.account_id = l.student_id where l.relative_id = staged_missing.account_id)
                and not exists (select 1 from child_links l join attachments t on t.account_id = l.student_id join accounts c on c.id = l.student_id
                    where l.relative_id = staged_missing.account_id and c.left_at is null and t.school_id not in (select school_id from staged_covered))
            """,
            cancellation
        );
    }
}
