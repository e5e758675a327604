using System.Collections.Concurrent;
using Npgsql;

namespace Rattache.Web.Tests.App;

/// <summary>
/// Databases of the run's server, lent to one test after the other: to copy a template takes a fifth of a second, and ten megabytes
/// that somebody deletes in the end; to empty what a test left, a tenth of that.
/// </summary>
/// <param name="template">Migrated, and nobody's.</param>
internal sealed class PostgresDatabases(string template)
{
    /// <summary>Where a test left more, emptying leaves dead rows that the next would read past.</summary>
    private const long Slim = 20 * 1024 * 1024;

    /// <summary>Connections to one database: the server takes only so many of all together.</summary>
    private const int Many = 10;

    /// <summary>Everything but what migrations did. Triggers would refuse to empty the audit.</summary>
    private const string MakeEmptying = """
        select 'begin; set local session_replication_role = replica;'
            || (select string_agg(format('delete from %I;', tablename), '') from pg_tables
                where schemaname = 'public' and tablename <> '__EFMigrationsHistory')
            || coalesce((select string_agg(format('alter sequence %I restart;', sequencename), '') from pg_sequences), '')
            || 'commit;'
        """;

    private const string Shape = """
        select concat_ws(' ', count(*), sum(relnatts), (select count(*) from pg_trigger), (select count(*) from pg_proc))
        from pg_class where relnamespace = 'public'::regnamespace
        """;

    private readonly ConcurrentBag<string> free = [];
    private readonly Lazy<(string Emptying, string Shape)> ofTemplate = new(() =>
    {
        using var connection = Connect($"{To(template)};Pooling=false");
        return ((string)Ask(connection, MakeEmptying)!, (string)Ask(connection, Shape)!);
    });
    private int renewed;

    /// <summary>A connection string that is a database's for good: its next test goes on with the last one's connections.</summary>
    public async Task<string> LendAsync()
    {
        _ = ofTemplate.Value;
        return free.TryTake(out var connectionString) ? connectionString : Renewed(await MakeAsync($"template {template}"));
    }

    public void TakeBack(string connectionString)
    {
        using var connection = Connect($"{To(NameOf(connectionString))};Application Name=between tests");
        var (emptying, shape) = ofTemplate.Value;
        // A test that took the audit's guards away keeps its database to itself.
        if ((string)Ask(connection, Shape)! != shape || (long)Ask(connection, "select pg_database_size(current_database())")! >= Slim)
        {
            CutOff(connection, unlessFewerThan: 0);
            NpgsqlConnection.ClearPool(connection);
            return;
        }

        // What a pool keeps of connections that were cut off would fail the next test.
        var next = CutOff(connection, unlessFewerThan: Many) ? Renewed(connectionString) : connectionString;
        Ask(connection, emptying);
        free.Add(next);
    }

    public static async Task<string> MakeAsync(string from = "")
    {
        var name = $"t{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(To("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"create database {name} {from}", connection);
        await command.ExecuteNonQueryAsync();
        return To(name);
    }

    public static void Drop(string connectionString)
    {
        using var connection = Connect(To("postgres"));
        Ask(connection, $"drop database {NameOf(connectionString)} with (force)");
    }

    private static string To(string database) => $"{PostgresServer.ConnectionString};Database={database}";

    private static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    /// <summary>With a pool of its own.</summary>
    private string Renewed(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxPoolSize = 60,
            ApplicationName = $"test{Interlocked.Increment(ref renewed)}",
        }.ConnectionString;

    private static NpgsqlConnection Connect(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>What a test left at work, or holding a lock; and all of its connections where they are many.</summary>
    private static bool CutOff(NpgsqlConnection connection, int unlessFewerThan) =>
        (long)
            Ask(
                connection,
                $"""
                with others as (select pid, state from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid())
                select count(pg_terminate_backend(pid)) from others o
                where state <> 'idle' or exists (select 1 from pg_locks l where l.pid = o.pid) or (select count(*) from others) >= {unlessFewerThan}
                """
            )! > 0;

    private static object? Ask(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
