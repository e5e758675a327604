using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Tests.App;
using Rattache.Web.Tests.Crashes;

[assembly: HostingStartup(typeof(KillSwitch))]

namespace Rattache.Web.Tests.Crashes;

/// <summary>
/// Comes into the real program from outside (ASPNETCORE_HOSTINGSTARTUPASSEMBLIES), so that the product holds no hook for it, and
/// kills it at a given step. A step is the moment before or after a command or a commit.
/// </summary>
public sealed class KillSwitch : IHostingStartup
{
    /// <summary>Where to die, such as <c>confirm:7</c>.</summary>
    public const string At = "RATTACHE_TEST_KILL_AT";

    /// <summary>A file that the name of each step goes to; nobody dies.</summary>
    public const string Count = "RATTACHE_TEST_KILL_COUNT";

    public void Configure(IWebHostBuilder builder) =>
        builder.ConfigureServices(services =>
        {
            if (Environment.GetEnvironmentVariable(At) is null && Environment.GetEnvironmentVariable(Count) is null)
            {
                return; // the suite's own applications
            }

            var steps = new Steps();
            services.AddSingleton<IStartupFilter>(new Watch());
            services.ConfigureDatabase(options => options.AddInterceptors(new Commands(steps), new Commits(steps)));
        });

    /// <summary>Knows which request a command is run for.</summary>
    private sealed class Watch : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (http, following) =>
                    {
                        Steps.Enter(http.Request);
                        return following(http);
                    }
                );
                next(app);
            };
    }

    private sealed class Commands(Steps steps) : DbCommandInterceptor
    {
        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        ) => new(steps.Pass(result, command));

        public override ValueTask<DbDataReader> ReaderExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            DbDataReader result,
            CancellationToken cancellationToken = default
        ) => new(steps.Pass(result, command));

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        ) => new(steps.Pass(result, command));

        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command,
            CommandExecutedEventData eventData,
            int result,
            CancellationToken cancellationToken = default
        ) => new(steps.Pass(result, command));
    }

    private sealed class Commits(Steps steps) : DbTransactionInterceptor
    {
        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction,
            TransactionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default
        ) => new(steps.Pass(result, null));

        public override Task TransactionCommittedAsync(
            DbTransaction transaction,
            TransactionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            Steps.Committed();
            return Task.FromResult(steps.Pass(true, null));
        }
    }
}
