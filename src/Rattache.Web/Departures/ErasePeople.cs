using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Imports;

namespace Rattache.Web.Departures;

/// <summary>
/// Erases whoever is due, whole trees, and the sessions and the addresses beside the audit that are too old: in batches, each of them a transaction, so
/// that who is killed in between has erased some people wholly and the others not at all.
/// </summary>
public sealed partial class ErasePeople(
    RattacheDb db,
    DepartureDelays delays,
    IOptions<AuditSettings> audit,
    IOptions<SessionSettings> sessions,
    TimeProvider clock,
    ILogger<ErasePeople> logger
)
{
    /// <summary>People a transaction: merges and deliveries wait for one no longer than for each other.</summary>
    internal const int Batch = 200;

    private const int AddressBatch = 5_000;

    /// <summary>What would be erased now; changes nothing.</summary>
    public async Task<Erasure> CountAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var due = db.Gone(delays.DueUpTo(now));
        var addressesUpTo = now - audit.Value.KeepAddresses;
        return new(
            await due.CountAsync(cancellation),
            await db.Guards.CountAsync(g => due.Contains(g.RootId), cancellation),
            await db.AuditDetails.CountAsync(d => d.At < addressesUpTo, cancellation)
        );
    }

    /// <returns>Null when a delivery is being taken, or another process erases: some may be erased, the others wait for another time.</returns>
    public async Task<Erasure?> EraseAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await db.ForgetSentAsync(now, cancellation);
        var erased = new Erasure(0, 0, await EraseAddressesAsync(now - audit.Value.KeepAddresses, cancellation));
        var seenUpTo = now - sessions.Value.KeepFor;
        await db.Sessions.Where(s => s.LastSeenAt < seenUpTo).ExecuteDeleteAsync(cancellation);
        var after = default(AccountId);
        while (await NextAsync(after, now, cancellation) is [.., var last] roots)
        {
            if (await EraseAsync(roots, now, cancellation) is not { } batch)
            {
                return null;
            }

            LogErased(batch.People, batch.Accounts);
            erased += batch;
            after = last;
        }

        return erased;
    }

    private Task<List<AccountId>> NextAsync(AccountId after, DateTimeOffset now, CancellationToken cancellation) =>
        db.Gone(delays.DueUpTo(now)).Where(root => root > after).Take(Batch).ToListAsync(cancellation);

    /// <summary>Decided again under the locks: who returned, or was merged or cut meanwhile, is kept.</summary>
    private async Task<Erasure?> EraseAsync(List<AccountId> roots, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        if (!await LoginLock.TryTakeAsync(db, cancellation))
        {
            return null;
        }

        await db.LockGuardsAsync(roots, cancellation);
        var graph = await db.LoadGraphAsync(roots, cancellation);
        var trees = roots
            .Where(root => graph.Forest.Root(root) == root)
            .Select(root => graph.Tree(root).ToList())
            .Where(tree => Departure.Of(tree, delays)?.IsDueAt(now) == true)
            .ToList();
        var accounts = trees.SelectMany(tree => tree).ToList();
        if (accounts.Count > 0)
        {
            await db.EraseAccountsAsync(accounts, cancellation);
            db.Record(now, AuditKinds.Erased, $"{AuditKinds.Ok}/{accounts.Count}", actor: null);
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        db.ChangeTracker.Clear();
        return new(trees.Count, accounts.Count, 0);
    }

    private async Task<int> EraseAddressesAsync(DateTimeOffset upTo, CancellationToken cancellation)
    {
        var (erased, batch) = (0, 0);
        do
        {
            await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
            batch = await db.AuditDetails.Where(d => d.At < upTo).OrderBy(d => d.At).Take(AddressBatch).ExecuteDeleteAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            erased += batch;
        } while (batch == AddressBatch);
        return erased;
    }

    [LoggerMessage(LogLevel.Information, "Erased {People} people, {Accounts} accounts.")]
    private partial void LogErased(int people, int accounts);
}

/// <param name="People">Trees.</param>
/// <param name="Accounts">Of those people.</param>
/// <param name="Addresses">Beside the audit, by their age alone.</param>
public sealed record Erasure(int People, int Accounts, int Addresses)
{
    public static Erasure operator +(Erasure one, Erasure other) =>
        new(one.People + other.People, one.Accounts + other.Accounts, one.Addresses + other.Addresses);
}
