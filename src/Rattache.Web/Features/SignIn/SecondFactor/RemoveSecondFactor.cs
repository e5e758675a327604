using Microsoft.EntityFrameworkCore;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Notifications;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.SignIn.SecondFactor;

/// <summary>
/// For whoever lost telephone and recovery codes, once the operator knows who asks: the password alone opens the account again. Passkeys
/// go too, since the device that is lost may hold one; what is open ends, keys included.
/// </summary>
public sealed class RemoveSecondFactor(RattacheDb db, Mails mails, TimeProvider clock)
{
    /// <param name="login">Made or chosen; an absorbed account's means the one that it is read through.</param>
    /// <returns>False where nobody is called so, or has no account of their own yet.</returns>
    public async Task<bool> RemoveAsync(string login, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var own = await (
            from account in db.CalledBy(login)
            join guard in db.Guards on account.Id equals guard.AccountId
            join root in db.Users on guard.RootId equals root.Id
            select root
        ).SingleOrDefaultAsync(cancellation);
        if (own is null)
        {
            return false;
        }

        await db.LockGuardsAsync([own.Id], cancellation);
        own.TwoFactorEnabled = false;
        own.SecurityStamp = Guid.NewGuid().ToString("N");
        own.ConcurrencyStamp = Guid.NewGuid().ToString();
        await db.UserTokens.Where(t => t.UserId == own.Id && t.LoginProvider == CredentialsStore.Provider).ExecuteDeleteAsync(cancellation);
        await db.UserPasskeys.Where(p => p.UserId == own.Id).ExecuteDeleteAsync(cancellation);
        await db.CloseAllAsync(own.Id, actor: null, now, from: null, cancellation);
        if (own.Mailbox(await db.ChosenZoneAsync(own.Id, cancellation)) is { } address)
        {
            mails.Enqueue(db, now, address, "second-factor-off", own.UserName, now);
        }

        db.Record(now, AuditKinds.SecondFactorOff, AuditKinds.Ok, actor: null, own.Id);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }
}
