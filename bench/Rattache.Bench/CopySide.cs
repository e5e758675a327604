using System.Diagnostics;
using Npgsql;

namespace Rattache.Bench;

/// <summary>The rows that an import has written, copied by the server itself into the same tables, indexes and references of another database.</summary>
internal sealed class CopySide(string server, string imported)
{
    private static readonly string[] Tables =
    [
        "schools",
        "feed_schools",
        "accounts",
        "account_guards",
        "issued_logins",
        "activation_codes",
        "attachments",
        "child_links",
        "administration_rights",
    ];

    /// <returns>Seconds.</returns>
    public async Task<double> TimeAsync()
    {
        var empty = await BenchDatabase.CreateAsync(server, "bench_copy");
        // In its data folder, where the server alone may write; bench/imports takes it away.
        var folder = await DataFolderAsync();
        foreach (var table in Tables)
        {
            await RunAsync(imported, $"copy {table} to '{folder}/bench-{table}' (format binary)");
        }

        var watch = Stopwatch.StartNew();
        await RunAsync(
            empty,
            $"begin; {string.Concat(Tables.Select(table => $"copy {table} from '{folder}/bench-{table}' (format binary); "))} commit"
        );
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task RunAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> DataFolderAsync()
    {
        await using var connection = new NpgsqlConnection(imported);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("show data_directory", connection);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
