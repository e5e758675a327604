using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;

namespace Rattache.Web.Data;

/// <summary>Locks the guards of roots until the transaction ends, in the order of their ids, so that no two callers wait for each other.</summary>
public static class GuardLocks
{
    /// <summary>On SQLite the transaction itself is the lock (BEGIN IMMEDIATE).</summary>
    public static async Task LockGuardsAsync(this RattacheDb db, IEnumerable<AccountId> roots, CancellationToken cancellation)
    {
        if (db.Database.IsNpgsql())
        {
            var ids = roots.Select(r => r.Value).Distinct().ToArray();
            await db.Database.ExecuteSqlAsync(
                $"select 1 from account_guards where account_id = any({ids}) order by account_id for update",
                cancellation
            );
        }
    }
}
