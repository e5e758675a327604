using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Rattache.Web.Imports.Staging;

/// <summary>
/// One insert, prepared once and stepped row after row on SQLite's own handle: a command that is executed looks each parameter up by its
/// name every time, which takes longer than the row.
/// </summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    /// <param name="connection">Open, and in the transaction that the rows are to be part of.</param>
    /// <param name="table">Where to.</param>
    /// <exception cref="SqliteException">There is no such table.</exception>
    public SqliteInsert(SqliteConnection connection, StagedTable table)
    {
        database = connection.Handle!;
        var names = string.Join(", ", table.Columns.Select(column => column.Name));
        var places = string.Join(", ", table.Columns.Select(_ => "?"));
        Check(raw.sqlite3_prepare_v2(database, $"insert into {table.Name} ({names}) values ({places})", out statement));
    }

    /// <param name="row">A value for each column.</param>
    /// <exception cref="SqliteException">The row breaks a rule of the table, or the disk is full, say.</exception>
    public void Add(object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            Check(Bind(i + 1, row[i]));
        }

        var done = raw.sqlite3_step(statement);
        var reset = raw.sqlite3_reset(statement); // tells what befell the step
        Check(done == raw.SQLITE_DONE ? raw.SQLITE_OK : reset);
    }

    public void Dispose() => statement.Dispose();

    // As Microsoft.Data.Sqlite would write them, since Entity Framework reads them.
    private int Bind(int place, object? value) =>
        value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            string text => raw.sqlite3_bind_text(statement, place, text),
            int number => raw.sqlite3_bind_int(statement, place, number),
            bool flag => raw.sqlite3_bind_int(statement, place, flag ? 1 : 0),
            Guid id => raw.sqlite3_bind_text(statement, place, id.ToString().ToUpperInvariant()),
            DateOnly date => raw.sqlite3_bind_text(statement, place, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            DateTimeOffset moment => raw.sqlite3_bind_int64(statement, place, moment.ToUnixTimeMilliseconds()),
            byte[] bytes => raw.sqlite3_bind_blob(statement, place, bytes),
            _ => throw new InvalidOperationException($"A {value.GetType().Name} goes to no column."),
        };

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, database);
}
