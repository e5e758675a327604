using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace Rattache.Web.Data;

/// <summary>
/// Whoever finds SQLite's one writer at work looks again within milliseconds. Its provider would sleep for 150 between two looks, longer
/// than most requests take altogether; it goes on looking so once this is over, for as long as the connection says.
/// </summary>
public sealed class SqliteTurn : DbConnectionInterceptor
{
    public static readonly SqliteTurn Instance = new();

    /// <summary>SQLite waits 1, 2, 5, 10, 15, 20 ms and so on, this long in all.</summary>
    private const int Milliseconds = 250;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => WaitItself(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        WaitItself(connection);
        return Task.CompletedTask;
    }

    private static void WaitItself(DbConnection connection)
    {
        _ = raw.sqlite3_busy_timeout(((SqliteConnection)connection).Handle, Milliseconds);
    }
}
