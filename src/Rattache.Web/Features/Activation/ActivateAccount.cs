using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.Legal;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.MyAccount.Email;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Activation;

/// <summary>Makes the person's own part of an account, ends its first-time code, and sends a code to the address given; all of it, or none.</summary>
public sealed class ActivateAccount(
    RattacheDb db,
    UserManager<Credentials> users,
    PasswordAhead ahead,
    ContactProof proof,
    OutboxSignal signal,
    DepartureDelays delays,
    TimeProvider clock
)
{
    public async Task<ActivationOutcome> ActivateAsync(
        ActivationClaim claim,
        string password,
        EmailAddress address,
        string? from,
        CancellationToken cancellation
    )
    {
        var id = claim.Account;
        var now = clock.GetUtcNow();
        ahead.Hash(password);
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([id], cancellation);
        if (!await UseAsync(claim, now, cancellation))
        {
            return new ActivationOutcome.Over();
        }

        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == id, cancellation);
        // Theirs already, without a password, where it was gathered by its code and detached since (ADR 0014).
        var own = await db.Users.SingleOrDefaultAsync(c => c.Id == id, cancellation);
        var credentials =
            own
            ?? new()
            {
                Id = id,
                UserName = account.Login,
                ActivatedAt = now,
            };
        credentials.Language ??= Language.Current;
        (credentials.TermsAcceptedAt, credentials.TermsVersion) = (now, Terms.Version);
        var set = own is null ? await users.CreateAsync(credentials, password) : await users.AddPasswordAsync(credentials, password);
        if (!set.Succeeded)
        {
            // The transaction is not committed: the code lives on.
            return new ActivationOutcome.PasswordRefused(PasswordRules.Refusal(set) ?? throw new InvalidOperationException(set.ToString()));
        }

        await proof.StartAsync(db, id, account.Login, Contact.Mail(address.Value), now, from, cancellation);
        db.Record(now, AuditKinds.Activated, AuditKinds.Ok, id, address: from);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return new ActivationOutcome.Activated(credentials, account.Kind);
    }

    /// <summary>Under the lock: the account is open, and its code still the one that was typed.</summary>
    private async Task<bool> UseAsync(ActivationClaim claim, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = db.StillThere(delays.ClosedUpTo(now));
        var found = await (
            from guard in db.Guards
            where guard.AccountId == claim.Account && guard.LockedAt == null && open.Any(r => r == guard.AccountId)
            join code in db.ActivationCodes on guard.AccountId equals code.AccountId
            select new { guard.RootId, code.Sealed }
        ).SingleOrDefaultAsync(cancellation);
        return found is not null
            && ProofState.OfFirstCode(found.RootId, found.Sealed) == claim.State
            && await db.ActivationCodes.Where(c => c.AccountId == claim.Account && c.Sealed == found.Sealed).ExecuteDeleteAsync(cancellation) == 1;
    }
}

public abstract record ActivationOutcome
{
    private ActivationOutcome() { }

    public sealed record Activated(Credentials Credentials, AccountKind Kind) : ActivationOutcome;

    /// <param name="Code">The text that says why.</param>
    public sealed record PasswordRefused(string Code) : ActivationOutcome;

    /// <summary>Somebody used the first-time code meanwhile, or the account was closed or locked.</summary>
    public sealed record Over : ActivationOutcome;
}
