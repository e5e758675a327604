using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Notifications;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>The last step: Identity checks token and password, changes the stamp that ends what is open, and saves all at once.</summary>
public sealed class ChooseNewPassword(
    RattacheDb db,
    UserManager<Credentials> users,
    PasswordAhead ahead,
    Tries tries,
    Messages messages,
    OutboxSignal signal,
    TimeProvider clock
)
{
    public async Task<IdentityResult> ChooseAsync(ResetOutcome.Choose proven, string password, string? from, CancellationToken cancellation)
    {
        var account = proven.Account;
        var now = clock.GetUtcNow();
        ahead.Hash(password);
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var own = await db.Users.SingleAsync(c => c.Id == account, cancellation);
        if (own.ConcurrencyStamp != proven.Version)
        {
            return IdentityResult.Failed(users.ErrorDescriber.InvalidToken());
        }

        // Whoever proved the mailbox need not wait for the end of a lockout that somebody else may have caused.
        own.AccessFailedCount = 0;
        own.LockoutEnd = null;
        foreach (var told in own.VerifiedContacts(await db.ChosenZoneAsync(account, cancellation)).Take(1))
        {
            messages.Enqueue(db, now, told, "password-changed", until: null, own.UserName, now);
        }

        db.Record(now, AuditKinds.PasswordReset, AuditKinds.Ok, account, address: from);
        await db.CloseAllAsync(account, account, now, from, cancellation);
        var result = await users.ResetPasswordAsync(own, proven.Token, password);
        if (result.Succeeded)
        {
            // From here on whoever goes on guessing shuts out others, and not the owner who has just come back.
            await tries.RenewedAsync(own, cancellation);
            await transaction.CommitAsync(cancellation);
            signal.Wake();
        }

        return result;
    }
}
