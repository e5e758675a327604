using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Staging;

/// <summary>Temporary tables, which SQLite keeps in a file of their own: filling them does not hold up those who write to the database.</summary>
internal sealed class SqliteStaging(RattacheDb db) : IStaging
{
    private SqliteConnection Connection => (SqliteConnection)db.Database.GetDbConnection();

    public string Ordinal => "collate binary";

    public object At(DateTimeOffset moment) => moment.ToUnixTimeMilliseconds();

    public async Task BeginAsync(CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await RunAsync(StagingSql.Drop + StagingSql.Create(NameOf), cancellation);
    }

    public async Task WriteAsync(StagedTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        var current = (SqliteTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        // Deferred: takes no lock but on the temporary tables.
        await using var own = current is null ? Connection.BeginTransaction(deferred: true) : null;
        await using var insert = Connection.CreateCommand();
        insert.Transaction = current ?? own;
        insert.CommandText =
            $"insert into {table.Name} ({string.Join(", ", table.Columns.Select(column => column.Name))}) values ({string.Join(", ", table.Columns.Select((_, i) => $"$p{i}"))})";
        var parameters = table.Columns.Select((_, i) => new SqliteParameter { ParameterName = $"$p{i}" }).ToArray();
        insert.Parameters.AddRange(parameters);
        await insert.PrepareAsync(cancellation);
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                parameters[i].Value = row[i] is DateTimeOffset moment ? At(moment) : row[i] ?? DBNull.Value;
            }

            insert.ExecuteNonQuery();
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
        await RunAsync(StagingSql.Drop, CancellationToken.None);
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
