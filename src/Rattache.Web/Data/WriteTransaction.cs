using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Rattache.Web.Data;

/// <summary>
/// A short transaction that writes. SQLite has one writer: there, the process queues before it begins (BEGIN IMMEDIATE),
/// since its busy timeout alone makes some wait for seconds.
/// </summary>
public sealed class WriteTransaction : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new();

    private readonly IDbContextTransaction transaction;
    private readonly SemaphoreSlim? gate;

    private WriteTransaction(IDbContextTransaction transaction, SemaphoreSlim? gate)
    {
        this.transaction = transaction;
        this.gate = gate;
    }

    /// <summary>Begins; whoever changes merges locks its guards first (<see cref="GuardLocks"/>) and only then reads.</summary>
    /// <exception cref="DatabaseBusyException">On SQLite somebody else wrote for as long as the connection waits.</exception>
    public static Task<WriteTransaction> BeginAsync(RattacheDb db, CancellationToken cancellation) => BeginAsync(db, null, cancellation);

    /// <param name="db">The context; what is read and written through it is in the transaction.</param>
    /// <param name="patience">How long to wait for SQLite's one writer; null is as long as the connection says.</param>
    /// <inheritdoc cref="BeginAsync(RattacheDb, CancellationToken)"/>
    public static async Task<WriteTransaction> BeginAsync(RattacheDb db, TimeSpan? patience, CancellationToken cancellation)
    {
        // Whatever fails ends the transaction: a savepoint would be two round trips for nothing.
        db.Database.AutoSavepointsEnabled = false;
        return db.Database.IsSqlite()
            ? await BeginSqliteAsync(db, patience, cancellation)
            : new WriteTransaction(await db.Database.BeginTransactionAsync(cancellation), null);
    }

    private static async Task<WriteTransaction> BeginSqliteAsync(RattacheDb db, TimeSpan? patience, CancellationToken cancellation)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var usual = connection.DefaultTimeout;
        var wait = patience ?? TimeSpan.FromSeconds(usual);
        var gate = Gates.GetOrAdd(db.Database.GetConnectionString()!, _ => new SemaphoreSlim(1));
        if (!await gate.WaitAsync(wait, cancellation))
        {
            throw new DatabaseBusyException();
        }

        try
        {
            connection.DefaultTimeout = (int)wait.TotalSeconds; // BEGIN itself waits by it
            return new WriteTransaction(await db.Database.BeginTransactionAsync(cancellation), gate);
        }
        catch
        {
            gate.Release();
            throw;
        }
        finally
        {
            connection.DefaultTimeout = usual;
        }
    }

    public Task CommitAsync(CancellationToken cancellation) => transaction.CommitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await transaction.DisposeAsync();
        }
        finally
        {
            gate?.Release();
        }
    }
}
