using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// Either login works, one password counts: the root's is tried first, whichever login was typed. An absorbed account's own
/// password only explains where the account went. Passwords in the middle of a chain are never tried (ADR 0002).
/// </summary>
public sealed class PasswordSignIn(RattacheDb db, AddressLimit limit, PasswordCheck passwords, Tries tries, TimeProvider clock)
{
    /// <summary>A right password is written into the audit with the session that it opens (<see cref="Arrival"/>), anything else at once.</summary>
    public async Task<SignInOutcome> TryAsync(string login, string password, string? address, CancellationToken cancellation)
    {
        if (await limit.HoldsUpAsync(login, address, cancellation))
        {
            return await AuditedAsync(new SignInOutcome.HeldUp(), null, "sign-in.held-up", address, cancellation);
        }

        switch (await passwords.MatchAsync(login, password, cancellation))
        {
            case PasswordMatch.OfRoot(var found, var root):
                if (found.Closed)
                {
                    await tries.GiveBackAsync(root.Id, cancellation);
                    return await AuditedAsync(new SignInOutcome.Closed(), root.Id, "sign-in.closed", address, cancellation);
                }

                var through = found.Own?.Id == root.Id ? null : found.Login;
                if (root.TwoFactorEnabled)
                {
                    // What was tried counts on until the code is right too: the password alone gives no new tries at it.
                    await tries.GiveBackAsync(root.Id, cancellation);
                    return await AuditedAsync(
                        new SignInOutcome.NeedsCode(root, found.Kind, through),
                        root.Id,
                        "sign-in.code-asked",
                        address,
                        cancellation
                    );
                }

                await tries.SucceededAsync(root, cancellation);
                return await AuditedAsync(new SignInOutcome.SignedIn(root, found.Kind, through), root.Id, AuditKinds.Ok, address, cancellation);
            case PasswordMatch.OfAbsorbed(var found, var root, var merge):
                await tries.GiveBackAsync(root.Id, cancellation);
                return found.Closed
                    ? await AuditedAsync(new SignInOutcome.Closed(), found.Id, "sign-in.closed", address, cancellation)
                    : await AuditedAsync(
                        new SignInOutcome.Absorbed(found.Id, found.Login, root.UserName!, merge.Id, merge.MergedAt),
                        found.Id,
                        "sign-in.absorbed",
                        address,
                        cancellation
                    );
            case PasswordMatch.None none:
                await tries.FailedAsync(none.CountsOn, cancellation);
                return await AuditedAsync(new SignInOutcome.Refused(), none.Found?.RootId, AddressLimit.Refused, address, cancellation);
            case var match:
                throw new InvalidOperationException($"No such match: {match.GetType().Name}");
        }
    }

    private async Task<SignInOutcome> AuditedAsync(
        SignInOutcome outcome,
        AccountId? account,
        string code,
        string? address,
        CancellationToken cancellation
    )
    {
        var opened = outcome is SignInOutcome.Refused or SignInOutcome.Closed or SignInOutcome.NeedsCode or SignInOutcome.HeldUp
            ? (AccountId?)null
            : account;
        db.Record(clock.GetUtcNow(), AuditKinds.SignedIn, code, opened, account, address: address);
        if (outcome is not SignInOutcome.SignedIn)
        {
            await db.SaveChangesAsync(cancellation);
        }

        return outcome;
    }
}
