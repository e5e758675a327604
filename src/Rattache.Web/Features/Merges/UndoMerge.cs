using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Events;
using Rattache.Core.Merging;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.Merges;

/// <summary>Takes a merge back, wherever in its tree it is: closes the row, and each side is what the feeds say of it.</summary>
public sealed class UndoMerge(RattacheDb db, MergeNotices notices, OutboxSignal signal, TimeProvider clock)
{
    public async Task<UndoDecision> UndoAsync(UndoRequest request, string? address, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var decision = await LockAsync(request.Merge, cancellation) is { } root
            ? await DecideAsync(request, root, now, address, cancellation)
            : new UndoDecision.Refused(UndoRefusal.Unknown);
        if (decision is UndoDecision.Refused refused)
        {
            db.Record(now, AuditKinds.Undone, refused.Reason.Code(), request.By, address: address);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return decision;
    }

    private async Task<UndoDecision> DecideAsync(
        UndoRequest request,
        AccountId root,
        DateTimeOffset now,
        string? address,
        CancellationToken cancellation
    )
    {
        var graph = await db.LoadGraphAsync([root], cancellation);
        var decision = MergeRules.Undo(graph, request);
        if (decision is UndoDecision.Accepted accepted)
        {
            await CloseAsync(accepted.Merge, graph, root, request, now, cancellation);
            db.Record(now, AuditKinds.Undone, AuditKinds.Ok, request.By, accepted.Merge.KeptId, accepted.Merge.AbsorbedId, address);
        }

        return decision;
    }

    private async Task CloseAsync(
        Merge merge,
        AccountGraph graph,
        AccountId root,
        UndoRequest request,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        db.Merges.Attach(merge).Entity.Close(now, request.By, request.Proof);
        await db.CutTreeAsync(root, merge.AbsorbedId, [.. graph.Forest.Tree(merge.AbsorbedId)], cancellation);
        await db.RevokeKeysAsync(merge.AbsorbedId, now, cancellation);
        await db.EndSessionsAsync([merge.AbsorbedId], cancellation);
        await notices.UndoneAsync(graph.Accounts[root], graph.Accounts[merge.AbsorbedId], [.. graph.Accounts.Keys], now, cancellation);
        db.Outbox.Add(Announcement.Of(MergeUndone.Type, new MergeUndone(merge.Id, merge.KeptId, merge.AbsorbedId, now), now));
    }

    /// <summary>
    /// Locks the root that an open merge is under, and answers it; null when there is no such merge. Another's change may move
    /// the root between looking and locking: then we look again, and locks go by id within each look only, so none waits for us.
    /// </summary>
    private async Task<AccountId?> LockAsync(MergeId merge, CancellationToken cancellation)
    {
        var root = await RootAsync(merge, cancellation);
        while (root is { } looked)
        {
            await db.LockGuardsAsync([looked], cancellation);
            root = await RootAsync(merge, cancellation);
            if (root == looked)
            {
                return root;
            }
        }

        return null;
    }

    private Task<AccountId?> RootAsync(MergeId merge, CancellationToken cancellation) =>
        (
            from open in db.Merges
            where open.Id == merge && open.UndoneAt == null
            join guard in db.Guards on open.AbsorbedId equals guard.AccountId
            select (AccountId?)guard.RootId
        ).SingleOrDefaultAsync(cancellation);
}
