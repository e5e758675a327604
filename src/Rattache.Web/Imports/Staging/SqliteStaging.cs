using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Staging;

/// <summary>Temporary tables, which SQLite keeps in a file of their own: filling them does not hold up those who write to the database.</summary>
internal sealed class SqliteStaging(RattacheDb db) : IStaging
{
    private SqliteConnection Connection => (SqliteConnection)db.Database.GetDbConnection();

    // Of each database, in KiB: with the usual 2 MB, a page of an index is written and read again for every few rows.
    private const string Roomy = "pragma main.cache_size = -32768; pragma temp.cache_size = -16384;";
    private const string Usual = "pragma main.cache_size = -2000; pragma temp.cache_size = -2000;";

    // The table is then kept in this order, and needs no index to be joined by it.
    private const string RowId = "integer primary key";

    public string Ordinal => "collate binary";

    public object At(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();

    public async Task BeginAsync(CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await RunAsync(Roomy + StagingSql.Drop + StagingSql.Create(NameOf, RowId), cancellation);
    }

    public async Task WriteAsync(StagedTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        // Deferred: takes no lock but on the temporary tables.
        await using var own = db.Database.CurrentTransaction is null ? Connection.BeginTransaction(deferred: true) : null;
        using (var insert = new SqliteInsert(Connection, table))
        {
            foreach (var row in rows)
            {
                insert.Add(row);
            }
        }

        if (own is not null)
        {
            await own.CommitAsync(cancellation);
        }
    }

    public Task ReadyAsync(CancellationToken cancellation) =>
        RunAsync(StagingSql.Indexes.Replace("index ", "index temp.", StringComparison.Ordinal) + "analyze temp;", cancellation);

    public async Task EndAsync()
    {
        await RunAsync(StagingSql.Drop + Usual, CancellationToken.None);
        await db.Database.CloseConnectionAsync();
    }

    private async Task RunAsync(string sql, CancellationToken cancellation)
    {
        await using var command = Connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string NameOf(StagedType type) =>
        type switch
        {
            StagedType.Number or StagedType.Flag or StagedType.Time => "integer",
            StagedType.Bytes => "blob",
            _ => "text",
        };
}
