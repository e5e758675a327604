using System.Data;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rattache.Web.Data;

namespace Rattache.Web.Imports;

/// <summary>
/// One import at a time over one database, reading included. PostgreSQL: an advisory lock of the session that imports, so
/// that losing the connection loses both. SQLite: a file beside the database. A killed process leaves neither behind.
/// </summary>
internal sealed class ImportLock : IAsyncDisposable
{
    // Any number of ours, other than the migrator's and that of logins.
    private const long AdvisoryLock = 0x496d706f;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly FileLock? file;
    private readonly RattacheDb db;

    private ImportLock(RattacheDb db, FileLock? file)
    {
        this.db = db;
        this.file = file;
    }

    /// <param name="waiting">Called once, where another import has to end first; then waits as long as that one takes.</param>
    public static async Task<ImportLock> TakeAsync(RattacheDb db, Action waiting, CancellationToken cancellation) =>
        db.Database.IsNpgsql() ? await OfSessionAsync(db, waiting, cancellation) : new(db, await OfFileAsync(db, waiting, cancellation));

    public async ValueTask DisposeAsync()
    {
        if (file is not null)
        {
            file.Dispose();
            return;
        }

        if (db.Database.GetDbConnection().State == ConnectionState.Open) // or the server, having lost us, let go of it itself
        {
            await AskAsync<bool>(db, "select pg_advisory_unlock($1)", CancellationToken.None);
        }

        await db.Database.CloseConnectionAsync();
    }

    private static async Task<ImportLock> OfSessionAsync(RattacheDb db, Action waiting, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            if (!await AskAsync<bool>(db, "select pg_try_advisory_lock($1)", cancellation))
            {
                waiting();
                await AskAsync<object>(db, "select pg_advisory_lock($1)", cancellation);
            }

            return new(db, null);
        }
        catch
        {
            await db.Database.CloseConnectionAsync();
            throw;
        }
    }

    private static async Task<FileLock> OfFileAsync(RattacheDb db, Action waiting, CancellationToken cancellation)
    {
        var path = db.Database.GetDbConnection().DataSource + ".importing";
        var taken = FileLock.TryTake(path);
        if (taken is null)
        {
            waiting();
        }

        while (taken is null)
        {
            await Task.Delay(Pause, cancellation);
            taken = FileLock.TryTake(path);
        }

        return taken;
    }

    private static async Task<T> AskAsync<T>(RattacheDb db, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, (NpgsqlConnection)db.Database.GetDbConnection()) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = AdvisoryLock });
        return (T)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
