using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Password;

/// <summary>The present password is asked for, and counts like a sign-in: an open computer is no way round the lockout.</summary>
public sealed class ChangePassword(
    RattacheDb db,
    UserManager<Credentials> users,
    PasswordAhead ahead,
    Tries tries,
    Messages messages,
    OutboxSignal signal,
    TimeProvider clock
)
{
    public async Task<PasswordChange> ChangeAsync(AccountId account, string current, string chosen, string? from, CancellationToken cancellation)
    {
        var own = await db.Users.SingleAsync(c => c.Id == account, cancellation);
        if (!await tries.ClaimAsync(own.Id, cancellation))
        {
            return new PasswordChange.Refused(PasswordChange.TooMany);
        }

        if (!await users.CheckPasswordAsync(own, current))
        {
            await tries.FailedAsync(own.Id, cancellation);
            return new PasswordChange.Refused(PasswordChange.CurrentWrong);
        }

        // Right, whatever becomes of the new one.
        await tries.SucceededAsync(own, cancellation);
        ahead.Hash(chosen);
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        await db.Entry(own).ReloadAsync(cancellation); // the password took its time to be checked
        await db.CloseAllAsync(account, account, now, from, cancellation);
        foreach (var told in own.VerifiedContacts(Clocks.Current).Take(1))
        {
            messages.Enqueue(db, now, told, "password-changed", until: null, own.UserName, now);
        }

        own.AccessFailedCount = 0;
        db.Record(now, AuditKinds.PasswordChanged, AuditKinds.Ok, account, address: from);
        // Saves everything above with the new password and the new stamp, or nothing.
        var result = await users.ChangePasswordAsync(own, current, chosen);
        if (!result.Succeeded)
        {
            return new PasswordChange.Refused(PasswordRules.Refusal(result) ?? PasswordChange.Conflict);
        }

        await tries.RenewedAsync(own, cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return new PasswordChange.Changed(own);
    }
}

public abstract record PasswordChange
{
    internal const string CurrentWrong = "password.current-wrong";
    internal const string TooMany = "password.too-many";
    internal const string Conflict = "password.conflict";

    private PasswordChange() { }

    /// <param name="Own">With the new stamp: whoever changed it stays signed in, every other device is not.</param>
    public sealed record Changed(Credentials Own) : PasswordChange;

    /// <param name="Code">Of the text that says why.</param>
    public sealed record Refused(string Code) : PasswordChange
    {
        /// <summary>The field that it speaks of.</summary>
        public string Field => Code is CurrentWrong or TooMany ? "actuel" : "passe";
    }
}
