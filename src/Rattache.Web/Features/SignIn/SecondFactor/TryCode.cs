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
        var verdict =
            !await tries.ClaimAsync(own.Id, cancellation) ? CodeVerdict.TooMany
            : await OpensAsync(own, typed, cancellation) ? CodeVerdict.Good
            : CodeVerdict.Wrong;
        if (verdict == CodeVerdict.Good)
        {
            await tries.SucceededAsync(own, cancellation);
        }
        else if (verdict == CodeVerdict.Wrong)
        {
            await tries.FailedAsync(own.Id, cancellation);
        }

        var good = verdict == CodeVerdict.Good;
        db.Record(
            clock.GetUtcNow(),
            AuditKinds.SignedIn,
            good ? AuditKinds.Ok : "sign-in.code-refused",
            good ? own.Id : null,
            own.Id,
            address: address
        );
        await db.SaveChangesAsync(cancellation);
        signal.Wake();
        return verdict;
    }

    private Task<bool> OpensAsync(Credentials own, string typed, CancellationToken cancellation) =>
        typed.Count(char.IsAsciiLetterOrDigit) == Figures ? app.TryAsync(own, typed, cancellation) : RedeemAsync(own, typed, cancellation);

    private async Task<bool> RedeemAsync(Credentials own, string typed, CancellationToken cancellation)
    {
        // Of two at once with one code, the stamp of what was read lets one save.
        if (!(await users.RedeemTwoFactorRecoveryCodeAsync(own, typed)).Succeeded)
        {
            db.ChangeTracker.Clear(); // what this one could not save, the next save would try again
            return false;
        }

        var now = clock.GetUtcNow();
        if (own.Mailbox(await db.ChosenZoneAsync(own.Id, cancellation)) is { } address)
        {
            mails.Enqueue(db, now, address, "recovery-code-used", own.UserName, now, await users.CountRecoveryCodesAsync(own));
        }

        db.Record(now, AuditKinds.RecoveryCodeUsed, AuditKinds.Ok, own.Id);
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}

public enum CodeVerdict
{
    Good = 1,
    Wrong,

    /// <summary>As many wrong ones as a sign-in allows: wait.</summary>
    TooMany,
}
