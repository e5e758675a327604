using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Data;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports.Apply;

/// <summary>
/// Who leaves: of a whole delivery, whoever is missing from it and was in none but the schools that it speaks for, which are its own and
/// those that an operator marked as closed; of a delta, whoever it names. Nothing of theirs is removed but a right that the feed gave, so
/// that who returns finds everything as it was.
/// </summary>
internal static class DeparturesOfDelivery
{
    /// <param name="db">The database.</param>
    /// <param name="feed">Whose accounts.</param>
    /// <param name="delivery">The delivery.</param>
    /// <param name="unnamed">Categories of which somebody is there, and nobody can tell who.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many of such a category would leave, and are kept.</returns>
    public static async Task<ImmutableArray<KeptCategory>> FindAsync(
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
            await FindMissingAsync(db, feed, delivery, cancellation);
            return [.. await KeepAsync(db, unnamed, cancellation)];
        }

        return [];
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
        await LeavePlacesAsync(db, cancellation);
    }

    /// <summary>Of who is missing here, and still in a school that another delivery speaks for. Who has no place here loses nothing.</summary>
    private static async Task LeavePlacesAsync(RattacheDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update accounts set record_digest = null where id in (
                select t.account_id from staged_missing m join attachments t on t.account_id = m.account_id
                join staged_covered v on v.school_id = t.school_id where not m.leaves)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from administration_rights where from_feed and account_id in (select account_id from staged_missing where not leaves)
                and school_id in (select school_id from staged_covered)
            """,
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

    private static async Task<List<KeptCategory>> KeepAsync(RattacheDb db, IReadOnlySet<RecordCategory> unnamed, CancellationToken cancellation)
    {
        var kept = new List<KeptCategory>();
        foreach (var category in unnamed.Order())
        {
            var (from, to) = category switch
            {
                RecordCategory.Student => (AccountKind.Student, AccountKind.Student),
                RecordCategory.Relative => (AccountKind.Relative, AccountKind.Relative),
                RecordCategory.Staff => (AccountKind.Teacher, AccountKind.Staff),
                _ => default, // no people
            };
            var people = await db
                .Database.SqlQuery<int>(
                    $"""select cast(count(*) as integer) as "Value" from staged_missing where leaves and kind between {(int)from} and {(int)to}"""
                )
                .SingleAsync(cancellation);
            await db.Database.ExecuteSqlAsync($"delete from staged_missing where kind between {(int)from} and {(int)to}", cancellation);
            if (people > 0)
            {
                kept.Add(new(category, people));
            }
        }

        return kept;
    }

    private static async Task FindMissingAsync(RattacheDb db, Feed feed, Delivery delivery, CancellationToken cancellation)
    {
        // Whoever is in the delivery again has lost the mark by now.
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into staged_covered (school_id, is_closed)
            select distinct f.school_id, false from feed_schools f join staged_schools s on s.external_id = f.external_id
            where f.source = {feed.Number} and f.academy = {feed.Academy} and s.state <> 9
            union all select distinct f.school_id, true from feed_schools f
            where f.source = {feed.Number} and f.academy = {feed.Academy} and f.closed_at is not null
            """,
            cancellation
        );
        // A category that did not come says nothing of its people.
        var (pupils, relatives, staff) = (
            delivery.Has(RecordCategory.Student),
            delivery.Has(RecordCategory.Relative),
            delivery.Has(RecordCategory.Staff)
        );
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
