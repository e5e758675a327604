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
        // A pupil does not become a parent: logins, links and merges hang on what an account is. Staff may change post.
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_people set account_id = a.id,
                state = case when (case when a.kind = 4 then 3 else a.kind end) = (case when staged_people.kind = 4 then 3 else staged_people.kind end) then 3 else 9 end,
                code = case when (case when a.kind = 4 then 3 else a.kind end) = (case when staged_people.kind = 4 then 3 else staged_people.kind end) then null else {IssueCodes.KindChanged} end
            from accounts a
            where a.source = {feed.Number} and a.academy = {feed.Academy} and a.external_id = staged_people.external_id and staged_people.state = 0
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_places set school_id = f.school_id from feed_schools f
            where f.source = {feed.Number} and f.academy = {feed.Academy} and f.external_id = staged_places.school
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
    }
}
