using System.Collections.Concurrent;
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
    public static async Task<WriteTransaction> BeginAsync(RattacheDb db, CancellationToken cancellation)
    {
        var gate = db.Database.IsSqlite() ? Gates.GetOrAdd(db.Database.GetConnectionString()!, _ => new SemaphoreSlim(1)) : null;
        if (gate is not null)
        {
            await gate.WaitAsync(cancellation);
        }

        try
        {
            // Whatever fails ends the transaction: a savepoint would be two round trips for nothing.
            db.Database.AutoSavepointsEnabled = false;
            return new WriteTransaction(await db.Database.BeginTransactionAsync(cancellation), gate);
        }
        catch
        {
            gate?.Release();
            throw;
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
