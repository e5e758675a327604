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
        await RunAsync(StagingSql.Drop + StagingSql.Create(NameOf), cancellation);
    }

    public async Task WriteAsync(StagedTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellation)
    {
        var columns = table.Columns;
        var types = columns.Select(column => TypeOf(column.Type)).ToArray();
        await using var copy = await Connection.BeginBinaryImportAsync(
            $"copy {table.Name} ({string.Join(", ", columns.Select(column => column.Name))}) from stdin (format binary)",
            cancellation
        );
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            for (var i = 0; i < types.Length; i++)
            {
                await (row[i] is { } value ? copy.WriteAsync(value, types[i], cancellation) : copy.WriteNullAsync(cancellation));
            }
        }

        await copy.CompleteAsync(cancellation);
    }

    public Task ReadyAsync(CancellationToken cancellation) =>
        RunAsync(StagingSql.Indexes + string.Concat(StagedTable.Temporary.Select(table => $"analyze {table.Name};")), cancellation);

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

    private static NpgsqlDbType TypeOf(StagedType type) =>
        type switch
        {
            StagedType.Number => NpgsqlDbType.Integer,
            StagedType.Text => NpgsqlDbType.Text,
            StagedType.Date => NpgsqlDbType.Date,
            StagedType.Id => NpgsqlDbType.Uuid,
            StagedType.Flag => NpgsqlDbType.Boolean,
            StagedType.Bytes => NpgsqlDbType.Bytea,
            _ => NpgsqlDbType.TimestampTz,
        };
}
