using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rattache.Web.Data;

namespace Rattache.Bench;

internal static class BenchDatabase
{
    public static string Name(int accounts, int children) => $"bench_{accounts}_{children}";

    /// <summary>A new one on the server, at the newest schema.</summary>
    public static async Task<string> CreateAsync(string server, string name)
    {
        await using (var connection = new NpgsqlConnection($"{server};Database=postgres"))
        {
            await connection.OpenAsync();
            await using var create = new NpgsqlCommand($"create database {name}", connection);
            await create.ExecuteNonQueryAsync();
        }

        var connectionString = $"{server};Database={name};Maximum Pool Size=40";
        await using var db = Open(connectionString);
        await Migrator.MigrateAsync(db, CancellationToken.None);
        return connectionString;
    }

    private static PostgresDb Open(string connectionString) =>
        new((DbContextOptions<PostgresDb>)Database.Configure(new DbContextOptionsBuilder<PostgresDb>(), connectionString).Options);
}
