using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Email;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Activation;

/// <summary>Makes the person's own part of an account, ends its first-time code, and sends a code to the address given; all of it, or none.</summary>
public sealed class ActivateAccount(
    RattacheDb db,
    UserManager<Credentials> users,
    EmailProof proof,
    OutboxSignal signal,
    DepartureDelays delays,
    TimeProvider clock
)
{
    public async Task<ActivationOutcome> ActivateAsync(
        AccountId id,
        string password,
        EmailAddress address,
        string? from,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([id], cancellation);
        var open = await db.StillThere(delays.ClosedUpTo(now)).AnyAsync(r => r == id, cancellation);
        if (!open || await db.ActivationCodes.Where(c => c.AccountId == id).ExecuteDeleteAsync(cancellation) == 0)
        {
            return new ActivationOutcome.Over();
        }

        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == id, cancellation);
        var credentials = new Credentials
        {
            Id = id,
            UserName = account.Login,
            Language = Language.Current,
            ActivatedAt = now,
            TermsAcceptedAt = now,
        };
        var created = await users.CreateAsync(credentials, password);
        if (!created.Succeeded)
        {
            // The transaction is not committed: the code lives on.
            return new ActivationOutcome.PasswordRefused(PasswordRules.Refusal(created) ?? throw new InvalidOperationException(created.ToString()));
        }

        await proof.StartAsync(db, id, account.Login, address, now, from, cancellation);
        db.Record(now, AuditKinds.Activated, AuditKinds.Ok, id, address: from);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return new ActivationOutcome.Activated(credentials, account.Kind);
    }
}

public abstract record ActivationOutcome
{
    private ActivationOutcome() { }

    public sealed record Activated(Credentials Credentials, AccountKind Kind) : ActivationOutcome;

    /// <param name="Code">The text that says why.</param>
    public sealed record PasswordRefused(string Code) : ActivationOutcome;

    /// <summary>Somebody used the first-time code meanwhile, or the account was closed.</summary>
    public sealed record Over : ActivationOutcome;
}
