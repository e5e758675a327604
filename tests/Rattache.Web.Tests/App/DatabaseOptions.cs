using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rattache.Web.Data;

namespace Rattache.Web.Tests.App;

/// <summary>What a test changes of the product's database contexts, whichever engine they are on.</summary>
internal static class DatabaseOptions
{
    private static readonly ILoggerFactory Logs = LoggerFactory.Create(logging => logging.AddConsole().SetMinimumLevel(LogLevel.Warning));

    public static IServiceCollection ConfigureDatabase(this IServiceCollection services, Action<DbContextOptionsBuilder> configure) =>
        services.ConfigureDbContext<SqliteDb>(configure).ConfigureDbContext<PostgresDb>(configure);

    /// <summary>
    /// All applications of a run build one model, and compile a query once. EF Core keeps both by what logs; with a log of its own
    /// (<c>UseLoggerFactory(null)</c>) each would do it again.
    /// </summary>
    public static DbContextOptionsBuilder ShareModel(this DbContextOptionsBuilder options) => options.UseLoggerFactory(Logs);
}
