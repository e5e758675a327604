using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.SecondFactor;

/// <summary>
/// Turns the second step of signing in on and off. Each change gives the account another stamp: what is open elsewhere ends, keys
/// included, and the caller opens this browser again.
/// </summary>
public sealed class ChangeSecondFactor(
    RattacheDb db,
    UserManager<Credentials> users,
    IUserStore<Credentials> store,
    AuthenticatorApp app,
    Mails mails,
    OutboxSignal signal,
    TimeProvider clock
)
{
    /// <summary>A new key, not the account's before a code of it was typed.</summary>
    public string NewKey() => users.GenerateNewAuthenticatorKey();

    /// <returns>Null when the code is not one of this key now.</returns>
    public async Task<SecondFactorOn?> TurnOnAsync(AccountId account, string key, string typed, string? from, CancellationToken cancellation)
    {
        if (app.StepOf(key, typed) is not { } step)
        {
            return null;
        }

        var (codes, kept) = RecoveryCodes.Make();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var own = await db.Users.SingleAsync(c => c.Id == account, cancellation);
        await ((IUserAuthenticatorKeyStore<Credentials>)store).SetAuthenticatorKeyAsync(own, key, cancellation);
        own.LastCodeStep = step;
        Check(await users.SetTwoFactorEnabledAsync(own, true));
        await KeepAsync(own, kept);
        await SaveAsync(own, AuditKinds.SecondFactorOn, "second-factor-on", from, cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return new(own, codes);
    }

    /// <returns>The account with its new stamp.</returns>
    public async Task<Credentials> TurnOffAsync(AccountId account, string? from, CancellationToken cancellation)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var own = await db.Users.SingleAsync(c => c.Id == account, cancellation);
        Check(await users.SetTwoFactorEnabledAsync(own, false));
        Check(await users.RemoveAuthenticationTokenAsync(own, CredentialsStore.Provider, CredentialsStore.KeyToken));
        Check(await users.RemoveAuthenticationTokenAsync(own, CredentialsStore.Provider, CredentialsStore.CodesToken));
        await SaveAsync(own, AuditKinds.SecondFactorOff, "second-factor-off", from, cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return own;
    }

    /// <summary>Ten others; those before open nothing any more.</summary>
    public async Task<string[]> RenewCodesAsync(AccountId account, string? from, CancellationToken cancellation)
    {
        var (codes, kept) = RecoveryCodes.Make();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var own = await db.Users.SingleAsync(c => c.Id == account, cancellation);
        await KeepAsync(own, kept);
        Tell(own, AuditKinds.RecoveryCodesMade, "recovery-codes-made", from);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return codes;
    }

    private async Task KeepAsync(Credentials own, string codes) =>
        Check(await users.SetAuthenticationTokenAsync(own, CredentialsStore.Provider, CredentialsStore.CodesToken, codes));

    private async Task SaveAsync(Credentials own, string kind, string letter, string? from, CancellationToken cancellation)
    {
        await db.CloseAllAsync(own.Id, own.Id, clock.GetUtcNow(), from, cancellation);
        Tell(own, kind, letter, from);
        await db.SaveChangesAsync(cancellation);
    }

    private void Tell(Credentials own, string kind, string letter, string? from)
    {
        var now = clock.GetUtcNow();
        if (own.Mailbox(Clocks.Current) is { } address)
        {
            mails.Enqueue(db, now, address, letter, own.UserName, now);
        }

        db.Record(now, kind, AuditKinds.Ok, own.Id, address: from);
    }

    // Under the transaction nothing else changes the account but a sign-in's own counting, which leaves the stamp.
    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new DbUpdateConcurrencyException(result.ToString());
        }
    }
}

/// <param name="Own">With its new stamp.</param>
/// <param name="Codes">In clear, for the one time that they are shown.</param>
public sealed record SecondFactorOn(Credentials Own, string[] Codes);
