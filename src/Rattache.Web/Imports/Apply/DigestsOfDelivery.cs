using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>
/// Keeps what each record said, so that the next delivery need not compare one that says the same. Not of a record that could not be
/// followed to the letter: it is told again until it can.
/// </summary>
internal static class DigestsOfDelivery
{
    public static async Task ApplyAsync(RattacheDb db, CancellationToken cancellation)
    {
        // A change that changed nothing leaves what the whole record said.
        await db.Database.ExecuteSqlAsync(
            $"""
            update accounts set record_digest = case when not r.is_misplaced then s.digest end
            from staged_records r, staged_people s
            where r.state in (2, 3) and s.seq = r.seq and accounts.id = r.account_id and (r.state = 2 or s.digest is not null)
                and accounts.record_digest is distinct from case when not r.is_misplaced then s.digest end
            """,
            cancellation
        );
        await db.Database.ExecuteSqlAsync(
            $"update accounts set record_digest = null where id in (select student_id from staged_kin where relative is not null) and record_digest is not null",
            cancellation
        );
    }
}
