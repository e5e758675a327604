using Microsoft.AspNetCore.Identity;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// Either login works, one password counts: the root's is tried first, whichever login was typed. An absorbed account's own
/// password only explains where the account went. Passwords in the middle of a chain are never tried (ADR 0002).
/// </summary>
public sealed class PasswordSignIn(RattacheDb db, UserManager<Credentials> users, Tries tries, DepartureDelays delays, TimeProvider clock)
{
    public async Task<SignInOutcome> TryAsync(string login, string password, string? address, CancellationToken cancellation)
    {
        var found = await db.FindSignInTargetAsync(db.CalledBy(login), delays.ClosedUpTo(clock.GetUtcNow()), cancellation);
        var root = found is { Locked: false } && await CountsAsync(found.Root, cancellation) ? found.Root : null;

        // Always two comparisons before a refusal: neither an unknown login nor an absorbed one answers faster.
        if (await MatchesAsync(root, password))
        {
            if (found!.Closed)
            {
                return await AuditedAsync(new SignInOutcome.Closed(), root!.Id, "sign-in.closed", address, cancellation);
            }

            var through = found.Own?.Id == root!.Id ? null : found.Login;
            if (root.TwoFactorEnabled)
            {
                // What was tried counts on until the code is right too: the password alone gives no new tries at it.
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
        }

        if (await MatchesAsync(root is not null && found!.Merge is not null ? found.Own : null, password))
        {
            if (found!.Closed)
            {
                return await AuditedAsync(new SignInOutcome.Closed(), found.Id, "sign-in.closed", address, cancellation);
            }

            var merge = found.Merge!;
            return await AuditedAsync(
                new SignInOutcome.Absorbed(found.Id, found.Login, root!.UserName!, merge.Id, merge.MergedAt),
                found.Id,
                "sign-in.absorbed",
                address,
                cancellation
            );
        }

        await tries.FailedAsync(root?.Id ?? default, cancellation);
        return await AuditedAsync(new SignInOutcome.Refused(), found?.RootId, "sign-in.refused", address, cancellation);
    }

    private async Task<bool> CountsAsync(Credentials? root, CancellationToken cancellation) =>
        root is not null && await tries.MayTryAsync(root, cancellation);

    private async Task<bool> MatchesAsync(Credentials? credentials, string password)
    {
        if (credentials?.PasswordHash is not null)
        {
            return await users.CheckPasswordAsync(credentials, password);
        }

        // As long as checking one takes: a login that nobody has is not told from a wrong password.
        users.PasswordHasher.HashPassword(new Credentials(), password);
        return false;
    }

    private async Task<SignInOutcome> AuditedAsync(
        SignInOutcome outcome,
        AccountId? account,
        string code,
        string? address,
        CancellationToken cancellation
    )
    {
        var opened = outcome is SignInOutcome.Refused or SignInOutcome.Closed or SignInOutcome.NeedsCode ? (AccountId?)null : account;
        db.Record(clock.GetUtcNow(), AuditKinds.SignedIn, code, opened, account, address: address);
        await db.SaveChangesAsync(cancellation);
        return outcome;
    }
}
