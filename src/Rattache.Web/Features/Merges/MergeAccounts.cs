using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Events;
using Rattache.Core.Merging;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.Merges;

/// <summary>Somebody pasted keys: shows what would become one, and makes it one when they confirm what they saw.</summary>
public sealed class MergeAccounts(RattacheDb db, MergeRules rules, MergeLimits limits, MergeNotices notices, OutboxSignal signal, TimeProvider clock)
{
    /// <summary>Changes nothing but the audit.</summary>
    public async Task<MergePlan> PreviewAsync(PastedKeys pasted, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var (plan, _) = await PlanAsync(pasted, now, cancellation);
        Audit(pasted, plan, now);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return plan;
    }

    /// <param name="pasted">The same keys again.</param>
    /// <param name="digest">Of the preview that the person confirms.</param>
    public async Task<MergeOutcome> ConfirmAsync(PastedKeys pasted, string digest, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var (plan, keys) = await PlanAsync(pasted, now, cancellation);
        var outcome = plan switch
        {
            MergePlan.Ready ready when ready.Digest() != digest => new MergeOutcome.Changed(ready),
            MergePlan.Ready ready => await MakeAsync(ready, keys, pasted, now, cancellation),
            MergePlan.Held => new MergeOutcome.Held(),
            MergePlan.Refused refused => new MergeOutcome.Refused(refused.Reason, refused.Fault),
            _ => throw new InvalidOperationException($"No such plan: {plan}"),
        };
        if (outcome is not MergeOutcome.Merged)
        {
            Audit(pasted, plan, now);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return outcome;
    }

    private async Task<(MergePlan Plan, List<MergeKey> Keys)> PlanAsync(PastedKeys pasted, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await limits.LockAndMayPasteAsync(pasted.SignedIn, Hashes(pasted), pasted.Address, cancellation))
        {
            return (new MergePlan.Refused(MergeRefusal.TooManyTries), []);
        }

        var keys = await FindKeysAsync(pasted, cancellation);
        var graph = await db.LoadGraphAsync([.. keys.Select(k => k.AccountId).Append(pasted.SignedIn).Distinct()], cancellation);
        var known = pasted.Codes.Select(c => c.Hash()).Select(hash => keys.Find(k => k.Hash.AsSpan().SequenceEqual(hash)));
        var plan = MergePlan.Make(
            rules,
            graph,
            pasted.SignedIn,
            [.. known.Select(k => (new MergeId(Guid.CreateVersion7(now)), k))],
            pasted.KeepsOther,
            now
        );
        return (plan, keys);
    }

    // More than may be pasted are not even looked up.
    private static List<byte[]> Hashes(PastedKeys pasted) => [.. pasted.Codes.Take(MergeRules.MostKeys).Select(c => c.Hash())];

    private async Task<List<MergeKey>> FindKeysAsync(PastedKeys pasted, CancellationToken cancellation)
    {
        var found = new List<MergeKey>();
        await foreach (var key in ByHash(db, Hashes(pasted)).WithCancellation(cancellation))
        {
            found.Add(key);
        }

        return found;
    }

    private static readonly Func<RattacheDb, List<byte[]>, IAsyncEnumerable<MergeKey>> ByHash = EF.CompileAsyncQuery(
        (RattacheDb db, List<byte[]> hashes) => db.MergeKeys.AsNoTracking().Where(k => hashes.Contains(k.Hash))
    );

    private async Task<MergeOutcome> MakeAsync(
        MergePlan.Ready plan,
        List<MergeKey> keys,
        PastedKeys pasted,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var kept = plan.Kept.Root.Id;
        var absorbed = plan.Merges.Select(m => m.AbsorbedId).ToList();
        var whole = await db.JoinTreesAsync([.. keys.Select(k => k.Id)], kept, absorbed, now, cancellation);
        // The guards are locked, so that this cannot happen but for a flaw of ours; it is the last line that no key passes twice.
        if (whole != plan.Merges.Length)
        {
            throw new DbUpdateConcurrencyException("A key was used by somebody else under our lock.");
        }

        db.Merges.AddRange(plan.Merges);
        foreach (var merge in plan.Merges)
        {
            db.Outbox.Add(Announcement.Of(AccountsMerged.Type, new AccountsMerged(merge.Id, merge.KeptId, merge.AbsorbedId, now), now));
            db.Record(now, AuditKinds.Merged, AuditKinds.Ok, pasted.SignedIn, merge.KeptId, merge.AbsorbedId, pasted.Address);
        }

        await notices.MergedAsync(plan.Kept.Root.Login, plan.Joining.Select(j => j.View.Root.Login), [kept, .. absorbed], now, cancellation);
        return new MergeOutcome.Merged(kept, [.. plan.Merges.Select(m => m.Id)]);
    }

    private void Audit(PastedKeys pasted, MergePlan plan, DateTimeOffset now)
    {
        var outcome = plan switch
        {
            MergePlan.Refused { Fault: { } fault } refused => $"{refused.Reason.Code()}/{fault.ToString().ToLowerInvariant()}",
            MergePlan.Refused refused => refused.Reason.Code(),
            _ => AuditKinds.Ok,
        };
        var other = plan is MergePlan.Ready ready ? ready.Joining[0].View.Root.Id : (AccountId?)null;
        db.Record(now, AuditKinds.KeyPasted, outcome, pasted.SignedIn, other: other, address: pasted.Address);
    }
}

/// <param name="SignedIn">The account they were pasted in.</param>
/// <param name="KeepsOther">The person chose to keep the key's account instead.</param>
/// <param name="Address">Where the request came from, for the audit.</param>
public sealed record PastedKeys(AccountId SignedIn, ImmutableArray<MergeCode> Codes, bool KeepsOther, string? Address);
