using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports.Onde;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Apply;

/// <summary>Keeps those proposals whose new account was made and whose former account left.</summary>
internal static class ContinuationsOfDelivery
{
    public static async Task<int> ApplyAsync(
        RattacheDb db,
        IReadOnlyCollection<Continuation> proposed,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (proposed.Count == 0)
        {
            return 0;
        }

        var made = await db
            .Database.SqlQuery<NewAccount>(
                $"select p.external_id, r.account_id from staged_records r join staged_people p on p.seq = r.seq where r.state = 1"
            )
            .ToDictionaryAsync(a => a.ExternalId, a => a.AccountId, StringComparer.Ordinal, cancellation);
        var left = await db
            .Database.SqlQuery<Guid>($"""select account_id as "Value" from staged_missing where leaves""")
            .ToHashSetAsync(cancellation);
        var kept = proposed
            .Where(c => made.ContainsKey(c.NewId) && left.Contains(c.Former.Value))
            .Select(c => new AccountContinuation(new AccountId(made[c.NewId]), c.Former, now))
            .ToList();
        db.AddRange(kept);
        await db.SaveChangesAsync(cancellation);
        return kept.Count;
    }

    private sealed record NewAccount(string ExternalId, Guid AccountId);
}
