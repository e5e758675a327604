using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Events;
using Rattache.Core.Merging;
using Rattache.Core.Notifications;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Notifications;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.Merges;

/// <summary>Somebody pasted keys: shows what would become one, and makes it one when they confirm what they saw.</summary>
public sealed class MergeAccounts(RattacheDb db, MergeRules rules, MergeLimits limits, MergeNotices notices, OutboxSignal signal, TimeProvider clock)
{
    /// <summary>Changes nothing but the audit; whose key it is may be told that somebody tried it.</summary>
    public async Task<MergePlan> PreviewAsync(PastedKeys pasted, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var (plan, facts) = await PlanAsync(pasted, now, cancellation);
        Audit(pasted, plan, now);
        await db.NoticeAsync(NoticeEvent.KeyTried, OwnersOf(facts.Keys, pasted, now), now, cancellation);
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
        var (plan, facts) = await PlanAsync(pasted, now, cancellation);
        var outcome = plan switch
        {
            MergePlan.Ready ready when ready.Digest() != digest => new MergeOutcome.Changed(ready),
            MergePlan.Ready ready => await MakeAsync(ready, facts, pasted, now, cancellation),
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

    private async Task<(MergePlan Plan, PasteFacts Facts)> PlanAsync(PastedKeys pasted, DateTimeOffset now, CancellationToken cancellation)
    {
        var facts = await db.LoadPasteAsync(pasted, limits.Since, cancellation);
        if (!facts.MayPaste)
        {
            return (new MergePlan.Refused(MergeRefusal.TooManyTries), facts);
        }

        var known = pasted.Codes.Select(c => c.Hash()).Select(hash => facts.Keys.Find(k => k.Hash.AsSpan().SequenceEqual(hash)));
        var plan = MergePlan.Make(
            rules,
            facts.Graph,
            pasted.SignedIn,
            [.. known.Select(k => (new MergeId(Guid.CreateVersion7(now)), k))],
            pasted.KeepsOther,
            now
        );
        return (plan, facts);
    }

    private async Task<MergeOutcome> MakeAsync(
        MergePlan.Ready plan,
        PasteFacts facts,
        PastedKeys pasted,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var kept = plan.Kept.Root.Id;
        var absorbed = plan.Merges.Select(m => m.AbsorbedId).ToList();
        var whole = await db.JoinTreesAsync([.. facts.Keys.Select(k => k.Id)], kept, absorbed, now, cancellation);
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

        notices.Merged(plan.Kept.Root.Login, plan.Joining.Select(j => j.View.Root.Login), facts.Addresses, now);
        return new MergeOutcome.Merged(kept, [.. plan.Merges.Select(m => m.Id)]);
    }

    private static List<AccountId> OwnersOf(IEnumerable<MergeKey> keys, PastedKeys pasted, DateTimeOffset now) =>
        [.. keys.Where(k => k.FaultAt(now) is null && k.AccountId != pasted.SignedIn).Select(k => k.AccountId).Distinct()];

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
