using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.MyAccount.Email;

/// <summary>A person's own change of address: a code goes to the new one, and nothing changes until it is typed.</summary>
public sealed class ChangeEmail(RattacheDb db, EmailProof proofs, Mails mails, OutboxSignal signal, ILookupNormalizer normalizer, TimeProvider clock)
{
    public async Task<EmailProofStart> StartAsync(AccountId account, string login, EmailAddress address, string? from, CancellationToken cancellation)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var start = await proofs.StartAsync(db, account, login, address, clock.GetUtcNow(), from, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return start;
    }

    /// <returns>Null when no address is waiting for a code.</returns>
    public async Task<ProofVerdict?> ConfirmAsync(AccountId account, string typed, string? from, CancellationToken cancellation)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var proof = await db.AddressProofs.SingleOrDefaultAsync(p => p.AccountId == account, cancellation);
        var verdict = proof?.Try(typed, clock.GetUtcNow());
        if (verdict == ProofVerdict.Good)
        {
            await TakeAsync(proof!, from, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return verdict;
    }

    private async Task TakeAsync(AddressProof proof, string? from, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var own = await db.Users.SingleAsync(c => c.Id == proof.AccountId, cancellation);
        if (own.Mailbox() is { } old && !string.Equals(old.Address, proof.Address, StringComparison.OrdinalIgnoreCase))
        {
            mails.Enqueue(db, now, old, "email-changed", own.UserName, now);
        }

        own.Email = proof.Address;
        own.NormalizedEmail = normalizer.NormalizeEmail(proof.Address);
        own.EmailConfirmed = true;
        own.ConcurrencyStamp = Guid.NewGuid().ToString();
        db.AddressProofs.Remove(proof);
        // Whoever reads the old mailbox holds no code any more.
        await db.PasswordResets.Where(r => r.AccountId == proof.AccountId).ExecuteDeleteAsync(cancellation);
        db.Record(now, AuditKinds.EmailChanged, AuditKinds.Ok, proof.AccountId, address: from);
    }
}
