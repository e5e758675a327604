using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Staging;

/// <summary>Temporary tables, filled by binary COPY.</summary>
internal sealed class PostgresStaging(RattacheDb db) : IStaging
{
    private NpgsqlConnection Connection => (NpgsqlConnection)db.Database.GetDbConnection();

    public string Ordinal => "collate \"C\"";

    public object At(DateTimeOffset moment) => moment;

    public async Task BeginAsync(CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        await RunAsync(StagingSql.Drop + StagingSql.Create(NameOf, NameOf(StagedType.Number)), cancellation);
    }

    public async Task WriteAsync(StagedTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        var columns = table.Columns;
        await using var copy = await Connection.BeginBinaryImportAsync(
            $"copy {table.Name} ({string.Join(", ", columns.Select(column => column.Name))}) from stdin (format binary)",
            cancellation
        );
        // Not awaited value by value, which costs more than writing them: the batch is small and its connection nobody else's.
        foreach (var row in rows)
        {
            copy.StartRow();
            for (var i = 0; i < columns.Length; i++)
            {
                Write(copy, columns[i].Type, row[i]);
            }
        }

        await copy.CompleteAsync(cancellation);
    }

    private static void Write(NpgsqlBinaryImporter copy, StagedType type, object? value)
    {
        switch (value)
        {
            case null:
                copy.WriteNull();
                break;
            case string text:
                copy.Write(text, NpgsqlDbType.Text);
                break;
            case int number:
                copy.Write(number, NpgsqlDbType.Integer);
                break;
            case Guid id:
                copy.Write(id, NpgsqlDbType.Uuid);
                break;
            case bool flag:
                copy.Write(flag, NpgsqlDbType.Boolean);
                break;
            case DateOnly date:
                copy.Write(date, NpgsqlDbType.Date);
                break;
            case DateTimeOffset moment:
                copy.Write(moment, NpgsqlDbType.TimestampTz);
                break;
            case byte[] bytes:
                copy.Write(bytes, NpgsqlDbType.Bytea);
                break;
            default:
                throw new InvalidOperationException($"A {value.GetType().Name} is no {type}.");
        }
    }

    public Task ReadyAsync(CancellationToken cancellation) =>
        RunAsync(
            StagingSql.Indexes
                + string.Concat(StagedTable.Temporary.Where(t => t.OnePerSeq).Select(t => $"create unique index {t.Name}_seq on {t.Name} (seq);"))
                + string.Concat(StagedTable.Temporary.Select(t => $"analyze {t.Name};")),
            cancellation
        );

    public async Task EndAsync()
    {
        if (Connection.State == ConnectionState.Open) // or the server, having lost us, dropped them itself
        {
            await RunAsync(StagingSql.Drop, CancellationToken.None);
        }

        await db.Database.CloseConnectionAsync();
    }

    private async Task RunAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string NameOf(StagedType type) =>
        type switch
        {
            StagedType.Number => "integer",
            StagedType.Text => "text",
            StagedType.Date => "date",
            StagedType.Id => "uuid",
            StagedType.Flag => "boolean",
            StagedType.Bytes => "bytea",
            _ => "timestamptz",
        };
}
