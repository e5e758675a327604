using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rattache.Web.Data;

namespace Rattache.Web.Tests.App;

/// <summary>A migrated database of its own, made from a template that is migrated once.</summary>
public sealed class TestDatabase : IDisposable
{
    private static readonly Lazy<Task<string>> OnFile = new(MakeTemplateAsync);
    private static readonly Lazy<Task<PostgresDatabases>> OnServer = new(async () => new(await MakeTemplateAsync()));
    private readonly Action giveBack;

    private TestDatabase(string connectionString, Action giveBack)
    {
        ConnectionString = connectionString;
        this.giveBack = giveBack;
    }

    public string ConnectionString { get; }

    public static async Task<TestDatabase> MakeAsync()
    {
        if (Engine.IsPostgres)
        {
            var databases = await OnServer.Value;
            var lent = await databases.LendAsync();
            return new(lent, () => databases.TakeBack(lent));
        }

        var folder = Directory.CreateTempSubdirectory("rattache-").FullName;
        var file = Path.Combine(folder, "rattache.db");
        File.Copy(await OnFile.Value, file);
        return InFolder($"Data Source={file}", folder);
    }

    /// <summary>An empty database that nobody has migrated.</summary>
    public static async Task<TestDatabase> MakeEmptyAsync()
    {
        if (Engine.IsPostgres)
        {
            var empty = await PostgresDatabases.MakeAsync();
            return new(empty, () => PostgresDatabases.Drop(empty));
        }

        var folder = Directory.CreateTempSubdirectory("rattache-").FullName;
        var connectionString = $"Data Source={Path.Combine(folder, "data", "rattache.db")}";
        SqliteFile.Prepare(connectionString);
        return InFolder(connectionString, folder);
    }

    /// <summary>A context of the test's own, beside those of the application.</summary>
    public RattacheDb Open() => Open(ConnectionString);

    public void Dispose() => giveBack();

    private static RattacheDb Open(string connectionString) =>
        Engine.IsPostgres
            ? new PostgresDb((DbContextOptions<PostgresDb>)Database.Configure(new DbContextOptionsBuilder<PostgresDb>(), connectionString).Options)
            : new SqliteDb((DbContextOptions<SqliteDb>)Database.Configure(new DbContextOptionsBuilder<SqliteDb>(), connectionString).Options);

    private static TestDatabase InFolder(string connectionString, string folder) =>
        new(
            connectionString,
            () =>
            {
                CloseFile(connectionString);
                Directory.Delete(folder, recursive: true);
            }
        );

    /// <summary>This one alone: who closes connections of another test may still be at it while that test deletes its folder.</summary>
    private static void CloseFile(string connectionString)
    {
        using var db = Open(connectionString);
        SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
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

        CloseFile(empty.ConnectionString);
        return new SqliteConnectionStringBuilder(empty.ConnectionString).DataSource;
    }
}
