using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rattache.Web.Data;

namespace Rattache.Web.Tests.App;

/// <summary>A migrated database of its own, copied from a template that is migrated once.</summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);
    private readonly string? folder;

    private TestDatabase(string connectionString, string? folder)
    {
        ConnectionString = connectionString;
        this.folder = folder;
    }

    public string ConnectionString { get; }

    public static async Task<TestDatabase> MakeAsync()
    {
        var template = await Template.Value;
        var name = $"t{Guid.NewGuid():N}";
        if (Engine.IsPostgres)
        {
            await OnServerAsync($"create database {name} template {template}");
            return new($"{PostgresServer.ConnectionString};Database={name};Maximum Pool Size=60", null);
        }

        var folder = Directory.CreateTempSubdirectory("rattache-").FullName;
        var file = Path.Combine(folder, "rattache.db");
        File.Copy(template, file);
        return new($"Data Source={file}", folder);
    }

    /// <summary>An empty database that nobody has migrated.</summary>
    public static async Task<TestDatabase> MakeEmptyAsync()
    {
        var name = $"e{Guid.NewGuid():N}";
        if (Engine.IsPostgres)
        {
            await OnServerAsync($"create database {name}");
            return new($"{PostgresServer.ConnectionString};Database={name}", null);
        }

        var folder = Directory.CreateTempSubdirectory("rattache-").FullName;
        var connectionString = $"Data Source={Path.Combine(folder, "data", "rattache.db")}";
        SqliteFile.Prepare(connectionString);
        return new(connectionString, folder);
    }

    /// <summary>A context of the test's own, beside those of the application.</summary>
    public RattacheDb Open() =>
        Engine.IsPostgres
            ? new PostgresDb((DbContextOptions<PostgresDb>)Database.Configure(new DbContextOptionsBuilder<PostgresDb>(), ConnectionString).Options)
            : new SqliteDb((DbContextOptions<SqliteDb>)Database.Configure(new DbContextOptionsBuilder<SqliteDb>(), ConnectionString).Options);

    public void Dispose()
    {
        if (folder is not null)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
        else
        {
            HangUp();
        }
    }

    /// <summary>What pools keep open for minutes would, test after test, come to more than the server takes.</summary>
    private void HangUp()
    {
        using var connection = new NpgsqlConnection($"{PostgresServer.ConnectionString};Database=postgres");
        connection.Open();
        using var command = new NpgsqlCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", connection);
        command.Parameters.Add(new() { Value = new NpgsqlConnectionStringBuilder(ConnectionString).Database });
        command.ExecuteNonQuery();
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var empty = await MakeEmptyAsync();
        await using (var db = empty.Open())
        {
            await Migrator.MigrateAsync(db, TestContext.Current.CancellationToken);
        }

        if (Engine.IsPostgres)
        {
            NpgsqlConnection.ClearAllPools();
            return new NpgsqlConnectionStringBuilder(empty.ConnectionString).Database!;
        }

        SqliteConnection.ClearAllPools();
        return new SqliteConnectionStringBuilder(empty.ConnectionString).DataSource;
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{PostgresServer.ConnectionString};Database=postgres");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
