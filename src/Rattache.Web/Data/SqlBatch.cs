using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Rattache.Web.Data;

/// <summary>
/// Several statements in one round trip, and what they answer, one result after the other. Through Entity Framework all the same:
/// its transaction, its log and its interceptors see the command.
/// </summary>
internal static class SqlBatch
{
    /// <param name="statements">With <c>{0}</c>, <c>{1}</c>… for the values; never with a value in it.</param>
    public static Task<RelationalDataReader> ReadAsync(
        this RattacheDb db,
        string statements,
        IEnumerable<object> values,
        CancellationToken cancellation
    )
    {
        var command = db.GetService<IRawSqlCommandBuilder>().Build(statements, values, db.Model);
        var connection = db.GetService<IRelationalConnection>();
        var log = db.GetService<IRelationalCommandDiagnosticsLogger>();
        return command.RelationalCommand.ExecuteReaderAsync(new(connection, command.ParameterValues, null, db, log), cancellation);
    }

    /// <summary>Places for values in a list, from <paramref name="first"/> on: <c>{2}, {3}</c>.</summary>
    public static string Places(int first, int count) => string.Join(", ", Enumerable.Range(first, count).Select(i => $"{{{i}}}"));

    /// <summary>A time as this engine stores it (<see cref="SqliteDb"/>).</summary>
    public static object Stored(this RattacheDb db, DateTimeOffset time) => db.Database.IsNpgsql() ? time : time.ToUnixTimeMilliseconds();

    public static DateTimeOffset Moment(this DbDataReader row, int column) =>
        row.GetFieldType(column) == typeof(long)
            ? DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column))
            : row.GetFieldValue<DateTimeOffset>(column);

    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static DateTimeOffset? MomentOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Moment(column);

    /// <summary>Passes over what locks answer, results of one column, to the first of more.</summary>
    public static async Task SkipSinglesAsync(this DbDataReader rows, CancellationToken cancellation)
    {
        while (rows.FieldCount == 1)
        {
            await rows.NextResultAsync(cancellation);
        }
    }

    /// <summary>The rows of the present result.</summary>
    public static async Task<List<T>> ListAsync<T>(this DbDataReader rows, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        var list = new List<T>();
        while (await rows.ReadAsync(cancellation))
        {
            list.Add(read(rows));
        }

        return list;
    }
}
