using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Phones;

/// <summary>
/// The mobile, which codes of forgotten passwords go to: a new one is the person's once they typed what was sent there. Whatever
/// happens to it, the old number and the verified address are told.
/// </summary>
public sealed class ChangeMobile(RattacheDb db, ProveContact prove, Messages messages, OutboxSignal signal, TimeProvider clock)
{
    /// <returns>Null when no number is waiting for a code.</returns>
    public Task<ProofVerdict?> ConfirmAsync(AccountId account, string typed, string? from, CancellationToken cancellation) =>
        prove.ConfirmAsync(
            account,
            Channel.Sms,
            typed,
            async (proof, now) =>
            {
                var own = await db.Users.SingleAsync(c => c.Id == account, cancellation);
                Change(own, proof.Address, verified: true, now, from);
            },
            cancellation
        );

    /// <summary>No number any more, which brings the feed's back; or, where no text message can be sent, one that nobody verified.</summary>
    public async Task SetUnverifiedAsync(AccountId account, MobileNumber? number, string? from, CancellationToken cancellation)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var own = await db.Users.SingleAsync(c => c.Id == account, cancellation);
        await db.AddressProofs.Where(p => p.AccountId == account && p.Channel == Channel.Sms).ExecuteDeleteAsync(cancellation);
        if (own.PhoneNumber != number?.Value)
        {
            // Whoever holds the old telephone has no code any more.
            await db.PasswordResets.Where(r => r.AccountId == account).ExecuteDeleteAsync(cancellation);
            Change(own, number?.Value, verified: false, clock.GetUtcNow(), from);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
    }

    private void Change(Credentials own, string? number, bool verified, DateTimeOffset now, string? from)
    {
        if (own.PhoneNumber != number)
        {
            foreach (var told in own.VerifiedContacts(Clocks.Current))
            {
                messages.Enqueue(db, now, told, "mobile-changed", until: null, own.UserName, now);
            }
        }

        own.PhoneNumber = number;
        own.PhoneNumberConfirmed = verified;
        own.ConcurrencyStamp = Guid.NewGuid().ToString();
        db.Record(now, verified ? AuditKinds.MobileVerified : AuditKinds.PhoneChanged, AuditKinds.Ok, own.Id, address: from);
    }
}
