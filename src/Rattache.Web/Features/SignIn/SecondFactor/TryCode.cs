using Microsoft.AspNetCore.Identity;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Notifications;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.SignIn.SecondFactor;

/// <summary>
/// The second step of a sign-in: six figures from the authenticator, or a recovery code, which serves once and is told by mail. Wrong ones
/// count with wrong passwords (<see cref="Tries"/>).
/// </summary>
public sealed class TryCode(
    RattacheDb db,
    UserManager<Credentials> users,
    AuthenticatorApp app,
    Tries tries,
    Mails mails,
    OutboxSignal signal,
    TimeProvider clock
)
{
    private const int Figures = 6;

    public async Task<CodeVerdict> TryAsync(Credentials own, string typed, string? address, CancellationToken cancellation)
    {
        if (!await tries.ClaimAsync(own.Id, cancellation))
        {
            Record(own, false, address);
            await db.SaveChangesAsync(cancellation);
            return CodeVerdict.TooMany;
        }

        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var good = await IsAsItWasAsync(own, cancellation) && await OpensAsync(own, typed, cancellation);
        if (good)
        {
            await tries.SucceededAsync(own, cancellation);
        }
        else
        {
            await tries.FailedAsync(own.Id, cancellation);
        }

        Record(own, good, address);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return good ? CodeVerdict.Good : CodeVerdict.Wrong;
    }

    /// <summary>Reads it anew under its lock: of two at once with one code, the second finds it used; and a new password ends this step.</summary>
    private async Task<bool> IsAsItWasAsync(Credentials own, CancellationToken cancellation)
    {
        var stamp = own.SecurityStamp;
        await db.LockGuardsAsync([own.Id], cancellation);
        await db.Entry(own).ReloadAsync(cancellation);
        return own.SecurityStamp == stamp;
    }

    private Task<bool> OpensAsync(Credentials own, string typed, CancellationToken cancellation) =>
        typed.Count(char.IsAsciiLetterOrDigit) == Figures ? app.TryAsync(own, typed, cancellation) : RedeemAsync(own, typed, cancellation);

    private async Task<bool> RedeemAsync(Credentials own, string typed, CancellationToken cancellation)
    {
        if (!(await users.RedeemTwoFactorRecoveryCodeAsync(own, typed)).Succeeded)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        if (own.Mailbox(await db.ChosenZoneAsync(own.Id, cancellation)) is { } address)
        {
            mails.Enqueue(db, now, address, "recovery-code-used", own.UserName, now, await users.CountRecoveryCodesAsync(own));
        }

        db.Record(now, AuditKinds.RecoveryCodeUsed, AuditKinds.Ok, own.Id);
        return true;
    }

    private void Record(Credentials own, bool good, string? address) =>
        db.Record(
            clock.GetUtcNow(),
            AuditKinds.SignedIn,
            good ? AuditKinds.Ok : "sign-in.code-refused",
            good ? own.Id : null,
            own.Id,
            address: address
        );
}

public enum CodeVerdict
{
    Good = 1,
    Wrong,

    /// <summary>As many wrong ones as a sign-in allows: wait.</summary>
    TooMany,
}
