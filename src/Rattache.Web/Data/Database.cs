using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Rattache.Web.Data;

/// <summary>Chooses the engine: <c>Data Source=…</c> is SQLite, <c>Host=…</c> is PostgreSQL.</summary>
public static class Database
{
    public const string Setting = "ConnectionStrings:Rattache";
    public const string Default = "Data Source=data/rattache.db";

    /// <summary>How long somebody waits for SQLite's one writer before being told to come back; <c>Default Timeout=…</c> changes it.</summary>
    private const int PatienceInSeconds = 10;

    public static bool IsPostgres(string connectionString) => connectionString.Contains("Host=", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="OperatorException">Neither engine can read the connection string.</exception>
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connectionString)
    {
        Check(connectionString);
        if (IsPostgres(connectionString))
        {
            services.AddDbContextPool<RattacheDb, PostgresDb>(options => Configure(options, connectionString));
        }
        else
        {
            SqliteFile.Prepare(connectionString);
            services.AddDbContextPool<RattacheDb, SqliteDb>(options => Configure(options, connectionString));
        }

        return services;
    }

    private static void Check(string connectionString)
    {
        try
        {
            _ = IsPostgres(connectionString)
                ? new NpgsqlConnectionStringBuilder(connectionString).ConnectionString
                : new SqliteConnectionStringBuilder(connectionString).ConnectionString;
        }
        catch (ArgumentException) // whose words may repeat a password
        {
            throw new OperatorException(
                "commands.trouble-connection-string",
                [Setting, Default, "Host=localhost;Database=rattache;Username=rattache"]
            );
        }
    }

    internal static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options, string connectionString) =>
        (
            IsPostgres(connectionString)
                ? options.UseNpgsql(Prepared(connectionString))
                : options
                    .UseSqlite(
                        new SqliteConnectionStringBuilder($"Default Timeout={PatienceInSeconds};{connectionString}")
                        {
                            ForeignKeys = true,
                        }.ConnectionString
                    )
                    .AddInterceptors(SqliteTurn.Instance)
        )
            .UseSnakeCaseNamingConvention()
            // SQLite rebuilds a table with its foreign keys off, which a transaction cannot do; killed then, the setting dies with the
            // connection and the rebuilding, in a transaction of its own, is undone.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.NonTransactionalMigrationOperationWarning));

    /// <summary>
    /// What is asked again and again is prepared, and planned once a connection. Left to itself PostgreSQL plans a join of several tables
    /// again for each execution, which takes it longer than all of them: it believes that knowing the ids would help.
    /// </summary>
    private static string Prepared(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 100 };
        settings.Options = $"{settings.Options} -c plan_cache_mode=force_generic_plan".TrimStart();
        return settings.ConnectionString;
    }
}
