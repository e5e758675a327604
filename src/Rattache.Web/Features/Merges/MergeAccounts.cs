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

/// <summary>Somebody proved that other accounts are theirs: shows what would become one, and makes it one when they confirm what they saw.</summary>
public sealed class MergeAccounts(
    RattacheDb db,
    MergeRules rules,
    MergeLimits limits,
    TakeByCode byCode,
    MergeNotices notices,
    OutboxSignal signal,
    TimeProvider clock
)
{
    /// <summary>Changes nothing but the audit; whose key it is may be told that somebody tried it.</summary>
    public async Task<MergePlan> PreviewAsync(MergeClaim claim, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var (plan, facts) = await PlanAsync(claim, now, cancellation);
        Audit(claim, plan, now);
        await db.NoticeAsync(NoticeEvent.KeyTried, OwnersOfKeys(facts, claim, now), now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return plan;
    }

    /// <param name="claim">The same keys or ticket again.</param>
    /// <param name="digest">Of the preview that the person confirms.</param>
    public async Task<MergeOutcome> ConfirmAsync(MergeClaim claim, string digest, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var (plan, facts) = await PlanAsync(claim, now, cancellation);
        var outcome = plan switch
        {
            MergePlan.Ready ready when ready.Digest() != digest => new MergeOutcome.Changed(ready),
            MergePlan.Ready ready => await MakeAsync(ready, facts!, claim, now, cancellation),
            MergePlan.Held => new MergeOutcome.Held(),
            MergePlan.Refused refused => new MergeOutcome.Refused(refused.Reason, refused.Fault),
            _ => throw new InvalidOperationException($"No such plan: {plan}"),
        };
        if (outcome is not MergeOutcome.Merged)
        {
            Audit(claim, plan, now);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return outcome;
    }

    private async Task<(MergePlan Plan, ClaimFacts? Facts)> PlanAsync(MergeClaim claim, DateTimeOffset now, CancellationToken cancellation)
    {
        var facts = claim switch
        {
            PastedKeys pasted => await db.LoadPasteAsync(pasted, limits.Since, cancellation),
            TypedSecret { Ticket: { } ticket } => await db.LoadSecretAsync(claim.SignedIn, ticket, cancellation),
            _ => null,
        };
        var plan = facts switch
        {
            null => new MergePlan.Refused(MergeRefusal.ProofOver, ProofFault.Malformed),
            { MayTry: false } => new MergePlan.Refused(MergeRefusal.TooManyTries),
            _ => MergePlan.Make(
                rules,
                facts.Graph,
                claim.SignedIn,
                [.. facts.Proofs.Select(p => (new MergeId(Guid.CreateVersion7(now)), p))],
                claim.KeepsOther,
                now
            ),
        };
        return (plan, facts);
    }

    private async Task<MergeOutcome> MakeAsync(
        MergePlan.Ready plan,
        ClaimFacts facts,
        MergeClaim claim,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var kept = plan.Kept.Root.Id;
        var absorbed = plan.Merges.Select(m => m.AbsorbedId).ToList();
        db.Merges.AddRange(plan.Merges);
        foreach (var merge in plan.Merges)
        {
            if (merge.Proof == MergeProof.FirstCode)
            {
                await byCode.TakeAsync(facts.Graph.Accounts[merge.AbsorbedId], claim.SignedIn, now, claim.Address, cancellation);
            }

            db.Outbox.Add(Announcement.Of(AccountsMerged.Type, new AccountsMerged(merge.Id, merge.KeptId, merge.AbsorbedId, now), now));
            db.Record(now, AuditKinds.Merged, AuditKinds.Ok, claim.SignedIn, merge.KeptId, merge.AbsorbedId, claim.Address);
        }

        notices.Merged(plan, facts.Addresses, now);
        var keys = facts.Proofs.OfType<OtherProof.ByKey>().Select(p => p.Key.Id).ToList();
        var whole = await db.JoinTreesAsync(keys, kept, absorbed, now, cancellation);
        // The guards are locked, so that this cannot happen but for a flaw of ours; it is the last line that no key passes twice.
        if (whole != keys.Count)
        {
            throw new DbUpdateConcurrencyException("A key was used by somebody else under our lock.");
        }

        return new MergeOutcome.Merged(plan.Kept.Root.Login, [.. plan.Merges.Select(m => m.Id)]);
    }

    private static List<AccountId> OwnersOfKeys(ClaimFacts? facts, MergeClaim claim, DateTimeOffset now) =>
        facts is null
            ? []
            :
            [
                .. facts
                    .Proofs.OfType<OtherProof.ByKey>()
                    .Where(proof => proof.FaultAt(now) is null && proof.Account != claim.SignedIn)
                    .Select(proof => proof.Account)
                    .Distinct(),
            ];

    private void Audit(MergeClaim claim, MergePlan plan, DateTimeOffset now)
    {
        var outcome = plan switch
        {
            MergePlan.Refused { Fault: { } fault } refused => $"{refused.Reason.Code()}/{fault.ToString().ToLowerInvariant()}",
            MergePlan.Refused refused => refused.Reason.Code(),
            _ => AuditKinds.Ok,
        };
        var other = plan is MergePlan.Ready ready ? ready.Joining[0].View.Root.Id : (AccountId?)null;
        var kind = claim switch
        {
            TypedSecret { Ticket.Proof: MergeProof.FirstCode } => AuditKinds.FirstCodeGiven,
            TypedSecret => AuditKinds.PasswordGiven,
            _ => AuditKinds.KeyPasted,
        };
        db.Record(now, kind, outcome, claim.SignedIn, other: other, address: claim.Address);
    }
}
