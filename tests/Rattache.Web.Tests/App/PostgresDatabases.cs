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

    /// <summary>Everything but what migrations did. Triggers would refuse to empty the audit.</summary>
    private const string MakeEmptying = """
        select 'set session_replication_role = replica;'
            || (select string_agg(format('delete from %I;', tablename), '') from pg_tables
                where schemaname = 'public' and tablename <> '__EFMigrationsHistory')
            || coalesce((select string_agg(format('alter sequence %I restart;', sequencename), '') from pg_sequences), '')
        """;

    private const string Shape = """
        select concat_ws(' ', count(*), sum(relnatts), (select count(*) from pg_trigger), (select count(*) from pg_proc))
        from pg_class where relnamespace = 'public'::regnamespace
        """;

    private readonly ConcurrentBag<string> free = [];
    private readonly Lazy<(string Emptying, string Shape)> ofTemplate = new(() =>
    {
        using var connection = Connect(template);
        return ((string)Ask(connection, MakeEmptying)!, (string)Ask(connection, Shape)!);
    });
    private int lent;

    /// <summary>A connection string of its own each time: what a pool keeps of the last test's connections is cut off.</summary>
    public async Task<string> LendAsync()
    {
        _ = ofTemplate.Value;
        var database = free.TryTake(out var name) ? To(name) : await MakeAsync($"template {template}");
        return $"{database};Maximum Pool Size=60;Application Name=test{Interlocked.Increment(ref lent)}";
    }

    public void TakeBack(string connectionString)
    {
        var name = NameOf(connectionString);
        using var connection = Connect(name);
        // What pools keep open for minutes would, test after test, come to more than the server takes; and a lock may hang on it.
        Ask(connection, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        var (emptying, shape) = ofTemplate.Value;
        // A test that took the audit's guards away keeps its database to itself.
        if ((string)Ask(connection, Shape)! == shape && (long)Ask(connection, "select pg_database_size(current_database())")! < Slim)
        {
            Ask(connection, emptying);
            free.Add(name);
        }
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
        using var connection = Connect("postgres");
        Ask(connection, $"drop database {NameOf(connectionString)} with (force)");
    }

    private static string To(string database) => $"{PostgresServer.ConnectionString};Database={database}";

    private static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private static NpgsqlConnection Connect(string database)
    {
        // Its session's settings are not for the next.
        var connection = new NpgsqlConnection($"{To(database)};Pooling=false");
        connection.Open();
        return connection;
    }

    private static object? Ask(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
