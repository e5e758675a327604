using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;
using Rattache.Web.Data;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports.Apply;

/// <summary>A first-time code for each new account. Sealed here, page by page: the key never reaches the database.</summary>
internal static class CodesOfDelivery
{
    private const int Page = 2_000;

    public static async Task ApplyAsync(RattacheDb db, IStaging staging, ActivationCodes codes, DateTimeOffset now, CancellationToken cancellation)
    {
        var last = 0;
        while (true)
        {
            var page = await db
                .Database.SqlQuery<NewAccount>(
                    $"select seq, account_id from staged_records where state = 1 and seq > {last} order by seq limit {Page}"
                )
                .ToListAsync(cancellation);
            if (page.Count == 0)
            {
                return;
            }

            last = page[^1].Seq;
            await staging.WriteAsync(StagedTable.ActivationCodes, [.. page.Select(a => Row(a.AccountId))], cancellation);
        }

        object?[] Row(Guid id) => [id, codes.Seal(new AccountId(id), ActivationCodes.Make()), now];
    }

    private sealed record NewAccount(int Seq, Guid AccountId);
}
