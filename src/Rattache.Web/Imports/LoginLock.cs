using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Imports;

/// <summary>
/// Whoever gives out logins does so alone until their transaction ends: numbers are counted from those given. So does whoever erases
/// accounts: no delivery may be looking for somebody who is about to be gone.
/// </summary>
public static class LoginLock
{
    // Any number of ours, other than the migrator's.
    private const long AdvisoryLock = 0x4c6f6769;

    /// <summary>On SQLite the transaction itself is the lock (BEGIN IMMEDIATE).</summary>
    public static async Task TakeAsync(RattacheDb db, CancellationToken cancellation)
    {
        if (db.Database.IsNpgsql())
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({AdvisoryLock})", cancellation);
        }
    }

    /// <returns>False, at once, where somebody else has it.</returns>
    public static async Task<bool> TryTakeAsync(RattacheDb db, CancellationToken cancellation) =>
        !db.Database.IsNpgsql()
        || await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({AdvisoryLock}) as \"Value\"").SingleAsync(cancellation);
}
