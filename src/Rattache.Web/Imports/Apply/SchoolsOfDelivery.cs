using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>Schools are known by their UAI, whatever each feed calls them.</summary>
internal static class SchoolsOfDelivery
{
    public static async Task ApplyAsync(RattacheDb db, Feed feed, CancellationToken cancellation)
    {
        // An id given twice: the first stays. A UAI given twice under two ids: one school, as the first says.
        await db.Database.ExecuteSqlAsync(
            $"""
            update staged_schools set state = 9
            where exists (select 1 from staged_schools e where e.external_id = staged_schools.external_id and e.seq < staged_schools.seq)
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
                (select case when s.name is distinct from staged_schools.name or s.town is distinct from staged_schools.town then 2 else 3 end
                 from schools s where s.uai = staged_schools.uai), 1)
            where state = 0
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"insert into schools (id, uai, name, town) select school_id, uai, name, town from staged_schools where state = 1",
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"update schools set name = s.name, town = s.town from staged_schools s where s.uai = schools.uai and s.state = 2",
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into feed_schools (source, academy, external_id, school_id)
            select {feed.Number}, {feed.Academy}, s.external_id, k.id from staged_schools s join schools k on k.uai = s.uai where s.state <> 9
            on conflict (source, academy, external_id) do update set school_id = excluded.school_id
            where feed_schools.school_id is distinct from excluded.school_id
            """,
            cancellation
        );
    }
}
