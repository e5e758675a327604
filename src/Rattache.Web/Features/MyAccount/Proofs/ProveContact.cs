using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.MyAccount.Proofs;

/// <summary>A person's own change of address or number: a code goes to the new one, and nothing changes until it is typed.</summary>
public sealed class ProveContact(RattacheDb db, ContactProof proofs, OutboxSignal signal, TimeProvider clock)
{
    public async Task<ProofStart> StartAsync(AccountId account, string login, Contact contact, string? from, CancellationToken cancellation)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var start = await proofs.StartAsync(db, account, login, contact, clock.GetUtcNow(), from, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return start;
    }

    /// <param name="takeAsync">What the right code changes, in the transaction that uses the code up.</param>
    /// <returns>Null when nothing is waiting for a code.</returns>
    public async Task<ProofVerdict?> ConfirmAsync(
        AccountId account,
        Channel channel,
        string typed,
        Func<AddressProof, DateTimeOffset, Task> takeAsync,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var proof = await db.AddressProofs.SingleOrDefaultAsync(p => p.AccountId == account && p.Channel == channel, cancellation);
        var verdict = proof?.Try(typed, now);
        if (verdict == ProofVerdict.Good)
        {
            await takeAsync(proof!, now);
            db.AddressProofs.Remove(proof!);
            // Whoever reads the old mailbox or holds the old telephone has no code any more; what one has opened ends with the stamp (ChooseNewPassword).
            await db.PasswordResets.Where(r => r.AccountId == account).ExecuteDeleteAsync(cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return verdict;
    }
}

public static class WaitingProof
{
    /// <summary>What waits for its code, late or not; null when nothing does.</summary>
    public static Task<AddressProof?> WaitingProofAsync(this RattacheDb db, AccountId account, Channel channel, CancellationToken cancellation) =>
        db.AddressProofs.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == account && p.Channel == channel, cancellation);
}
