using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Email;

/// <summary>The code that was sent to a new address is typed: the address is the person's, and the old one is told.</summary>
public sealed class ChangeEmail(RattacheDb db, ProveContact prove, Mails mails, ILookupNormalizer normalizer)
{
    /// <returns>Null when no address is waiting for a code.</returns>
    public Task<ProofVerdict?> ConfirmAsync(AccountId account, string typed, string? from, CancellationToken cancellation) =>
        prove.ConfirmAsync(account, Channel.Mail, typed, (proof, now) => TakeAsync(proof, now, from, cancellation), cancellation);

    private async Task TakeAsync(AddressProof proof, DateTimeOffset now, string? from, CancellationToken cancellation)
    {
        var own = await db.Users.SingleAsync(c => c.Id == proof.AccountId, cancellation);
        if (own.Mailbox(Clocks.Current) is { } old && !string.Equals(old.Address, proof.Address, StringComparison.OrdinalIgnoreCase))
        {
            mails.Enqueue(db, now, old, "email-changed", own.UserName, now);
        }

        own.Email = proof.Address;
        own.NormalizedEmail = normalizer.NormalizeEmail(proof.Address);
        own.EmailConfirmed = true;
        own.ConcurrencyStamp = Guid.NewGuid().ToString();
        db.Record(now, AuditKinds.EmailChanged, AuditKinds.Ok, proof.AccountId, address: from);
    }
}
