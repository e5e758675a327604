using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports.Apply;

/// <summary>Schools are known by their UAI, whatever each feed calls them.</summary>
internal static class SchoolsOfDelivery
{
    /// <returns>The UAI of schools that were marked as closed and are delivered again, in order.</returns>
    public static async Task<ImmutableArray<string>> ApplyAsync(
        RattacheDb db,
        IStaging staging,
        Feed feed,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        // A change names the school by the feed's id alone.
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_schools set uai = (
                select s.uai from feed_schools f join schools s on s.id = f.school_id
                where f.source = {feed.Number} and f.academy = {feed.Academy} and f.external_id = staged_schools.external_id)
            where uai is null
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync($"update staged_schools set state = 9 where uai is null", cancellation);
        // An id given twice: the first stays. A UAI given twice under two ids: one school, as the first says.
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_schools set state = 9
            where state = 0 and exists (select 1 from staged_schools e where e.external_id = staged_schools.external_id and e.seq < staged_schools.seq)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_schools set state = 3
            where state = 0 and exists (select 1 from staged_schools e where e.uai = staged_schools.uai and e.seq < staged_schools.seq and e.state <> 9)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_schools set state = coalesce(
                (select case when s.name <> coalesce(staged_schools.name, s.name) or s.town is distinct from coalesce(staged_schools.town, s.town)
                    then 2 else 3 end
                 from schools s where s.uai = staged_schools.uai), 1)
            where state = 0
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"insert into schools (id, uai, name, town) select school_id, uai, coalesce(name, uai), town from staged_schools where state = 1",
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"update schools set name = coalesce(s.name, schools.name), town = coalesce(s.town, schools.town) from staged_schools s where s.uai = schools.uai and s.state = 2",
            cancellation
        );
        await ForgetDigestsAsync(db, feed, cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into feed_schools (source, academy, external_id, school_id)
            select {feed.Number}, {feed.Academy}, s.external_id, k.id from staged_schools s join schools k on k.uai = s.uai where s.state <> 9
            on conflict (source, academy, external_id) do update set school_id = excluded.school_id
            where feed_schools.school_id is distinct from excluded.school_id
            """,
            cancellation
        );
        return await SeeAsync(db, staging, feed, now, cancellation);
    }

    /// <summary>By school, since one that the feed calls by two ids is there under either.</summary>
    private static async Task<ImmutableArray<string>> SeeAsync(
        RattacheDb db,
        IStaging staging,
        Feed feed,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var reopened = await db
            .Database.SqlQuery<string>(
                $"""
                select distinct k.uai as "Value" from feed_schools f join schools k on k.id = f.school_id
                where f.source = {feed.Number} and f.academy = {feed.Academy} and f.closed_at is not null
                    and k.uai in (select s.uai from staged_schools s where s.state <> 9)
                """
            )
            .ToListAsync(cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            update feed_schools set seen_at = {staging.At(now)}, closed_at = null
            where source = {feed.Number} and academy = {feed.Academy} and school_id in (
                select k.id from staged_schools s join schools k on k.uai = s.uai where s.state <> 9)
            """,
            cancellation
        );
        // Of one that this was not kept of before, absence counts from now.
        await db.Database.ExecuteSqlAsync(
            $"update feed_schools set seen_at = {staging.At(now)} where source = {feed.Number} and academy = {feed.Academy} and seen_at is null",
            cancellation
        );
        return [.. reopened.Order(StringComparer.Ordinal)];
    }

    /// <summary>Where the feed's id comes to mean another school, records that say the same say something else: none is the same.</summary>
    private static Task<int> ForgetDigestsAsync(RattacheDb db, Feed feed, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync(
            $"""
            update accounts set record_digest = null
            where source = {feed.Number} and academy = {feed.Academy} and exists (
                select 1 from staged_schools s join schools k on k.uai = s.uai
                join feed_schools f on f.source = {feed.Number} and f.academy = {feed.Academy} and f.external_id = s.external_id
                where s.state <> 9 and f.school_id is distinct from k.id)
            """,
            cancellation
        );
}
