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
        // While one page is written, the next is sealed: it takes as long, and needs no database.
        var page = await PageAsync(after: 0);
        var sealing = SealAsync(page);
        while (page.Count > 0)
        {
            var rows = await sealing;
            page = await PageAsync(page[^1].Seq);
            sealing = SealAsync(page);
            await staging.WriteAsync(StagedTable.ActivationCodes, rows, cancellation);
        }

        Task<List<NewAccount>> PageAsync(int after) =>
            db
                .Database.SqlQuery<NewAccount>(
                    $"select seq, account_id from staged_records where state = 1 and seq > {after} order by seq limit {Page}"
                )
                .ToListAsync(cancellation);

        // Of nobody, not even the key is asked for.
        Task<object?[][]> SealAsync(List<NewAccount> accounts) =>
            accounts.Count == 0 ? Task.FromResult<object?[][]>([]) : Task.Run(() => Seal(accounts), cancellation);

        object?[][] Seal(List<NewAccount> accounts) =>
            codes
                .SealEach(accounts.Select(a => new AccountId(a.AccountId)))
                .Zip(accounts, (code, a) => (object?[])[a.AccountId, code, now])
                .ToArray();
    }

    private sealed record NewAccount(int Seq, Guid AccountId);
}
