using Microsoft.Data.Sqlite;

namespace Rattache.Web.Data;

/// <summary>
/// SQLite has one writer, and it is at work for longer than others wait: an import. Nothing was written; the same may be
/// asked again. PostgreSQL never says so.
/// </summary>
public sealed class DatabaseBusyException() : Exception("Another writer holds the database.")
{
    private const int Busy = 5; // SQLITE_BUSY
    private const int Locked = 6; // SQLITE_LOCKED

    /// <summary>Whether this is what lies behind an exception; where no transaction was begun first, the engine itself says it.</summary>
    public static bool IsBehind(Exception? e) =>
        e is DatabaseBusyException or SqliteException { SqliteErrorCode: Busy or Locked } || e?.InnerException is { } inner && IsBehind(inner);
}
