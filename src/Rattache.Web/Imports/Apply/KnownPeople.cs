using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
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
            where state <> 9 and exists (
                select 1 from staged_people e where e.external_id = staged_people.external_id and e.seq < staged_people.seq and e.state <> 9)
            """,
            cancellation
        );
        // Look-ups rather than joins: see LinksOfDelivery.
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set known_id = (
                select a.id from accounts a where a.source = {feed.Number} and a.academy = {feed.Academy} and a.external_id = staged_people.external_id)
            where state <> 9
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set state = 9, code = {IssueCodes.UnknownRecord}
            where known_id is null and (state = 8 or state = 0 and stated <> {(int)PersonFields.All})
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"update staged_people set account_id = known_id, state = case when state = 0 then 3 else state end where known_id is not null",
            cancellation
        );
        // A pupil does not become a parent: logins, links and merges hang on what an account is. Staff may change post.
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set state = 9, code = {IssueCodes.KindChanged} where state in (3, 8) and exists (
                select 1 from accounts a where a.id = staged_people.known_id and a.kind <> staged_people.kind
                    and (a.kind < {(int)AccountKind.Teacher} or staged_people.kind < {(int)AccountKind.Teacher}))
            """,
            cancellation
        );
        await ResolvePlacesAsync(db, feed, cancellation);
        await db.Database.ExecuteSqlAsync($"update staged_people set state = 1 where state = 0", cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set returned = true where state = 3 and exists (
                select 1 from accounts a where a.id = staged_people.known_id and a.left_at is not null)
            """,
            cancellation
        );
        await StagedFigures.RefreshAsync(db, cancellation);
    }

    private static async Task ResolvePlacesAsync(RattacheDb db, Feed feed, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_places set school_id = (
                select f.school_id from feed_schools f where f.source = {feed.Number} and f.academy = {feed.Academy} and f.external_id = staged_places.school)
            """,
            cancellation
        );
        await ChangesOfDelivery.CompleteAsync(db, cancellation);
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set state = 9, code = {IssueCodes.UnknownSchool}, detail = (select min(p.school) from staged_places p where p.seq = staged_people.seq)
            where state in (0, 3) and exists (select 1 from staged_places p where p.seq = staged_people.seq)
            and not exists (select 1 from staged_places p where p.seq = staged_people.seq and p.school_id is not null)
            """,
            cancellation
        );
    }
}
