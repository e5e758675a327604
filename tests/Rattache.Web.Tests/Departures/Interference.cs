using System.Data.Common;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Data;
using Rattache.Web.Departures;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Departures;

/// <summary>The application with somebody between it and its database.</summary>
internal static class Interference
{
    public static WebApplicationFactory<Program> With(this RattacheApp app, IInterceptor interceptor) =>
        app.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services => services.ConfigureDatabase(options => options.AddInterceptors(interceptor)))
        );

    public static async Task<Erasure?> EraseAsync(this WebApplicationFactory<Program> product)
    {
        await using var scope = product.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ErasePeople>().EraseAsync(TestContext.Current.CancellationToken);
    }
}

/// <summary>Does something once, after those who are due were looked for and before the transaction that erases them.</summary>
internal sealed class BeforeTheLock(Func<RattacheDb> open, Func<RattacheDb, Task> act) : DbTransactionInterceptor
{
    private int begun;

    public bool Acted { get; private set; }

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default
    )
    {
        // The first transaction is that of the old addresses.
        if (Interlocked.Increment(ref begun) == 2)
        {
            await using var db = open();
            await act(db);
            Acted = true;
        }

        return result;
    }
}

/// <summary>Dies before a given command or commit, counted from 0; nothing is sent to the database afterwards.</summary>
internal sealed class DeathAt(int step) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int passed;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) => new(Pass(result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => new(Pass(result));

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    ) => new(Pass(result));

    private T Pass<T>(T on) => passed++ >= step ? throw new DeadException() : on;

    public sealed class DeadException : Exception;
}
