using Microsoft.EntityFrameworkCore;
using Rattache.Core.Imports;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>Finds the account of each staged person, and rejects those who cannot be taken.</summary>
internal static class KnownPeople
{
    public static async Task ResolveAsync(RattacheDb db, Feed feed, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set state = 9, code = {IssueCodes.DuplicateId}
            where exists (select 1 from staged_people e where e.external_id = staged_people.external_id and e.seq < staged_people.seq)
            """,
            cancellation
        );
        // Look-ups rather than joins: see LinksOfDelivery.
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set known_id = (
                select a.id from accounts a where a.source = {feed.Number} and a.academy = {feed.Academy} and a.external_id = staged_people.external_id)
            where state = 0
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync($"update staged_people set account_id = known_id, state = 3 where known_id is not null", cancellation);
        // A pupil does not become a parent: logins, links and merges hang on what an account is. Staff may change post.
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set state = 9, code = {IssueCodes.KindChanged} where state = 3 and exists (
                select 1 from accounts a where a.id = staged_people.known_id and a.kind <> staged_people.kind and (a.kind < 3 or staged_people.kind < 3))
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_places set school_id = (
                select f.school_id from feed_schools f where f.source = {feed.Number} and f.academy = {feed.Academy} and f.external_id = staged_places.school)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set state = 9, code = {IssueCodes.UnknownSchool}, detail = (select min(p.school) from staged_places p where p.seq = staged_people.seq)
            where state <> 9 and exists (select 1 from staged_places p where p.seq = staged_people.seq)
            and not exists (select 1 from staged_places p where p.seq = staged_people.seq and p.school_id is not null)
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync($"update staged_people set state = 1 where state = 0", cancellation);
        await StagedFigures.RefreshAsync(db, cancellation);
    }
}
