using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// A login and a password held against the directory, under the limits of <see cref="Tries"/>. What a match opens is for whoever
/// asks to say, and so is telling <see cref="Tries"/> of it.
/// </summary>
public sealed class PasswordCheck(RattacheDb db, UserManager<Credentials> users, Tries tries, DepartureDelays delays, TimeProvider clock)
{
    public async Task<PasswordMatch> MatchAsync(string login, string password, CancellationToken cancellation)
    {
        var found = await db.FindSignInTargetAsync(db.CalledBy(login), delays.ClosedUpTo(clock.GetUtcNow()), cancellation);
        var root = found is { Locked: false } && await CountsAsync(found.Root, cancellation) ? found.Root : null;

        // Always two comparisons before a refusal: neither an unknown login nor an absorbed one answers faster.
        if (await MatchesAsync(root, password, cancellation))
        {
            return new PasswordMatch.OfRoot(found!, root!);
        }

        return await MatchesAsync(root is not null && found!.Merge is not null ? found.Own : null, password, cancellation)
            ? new PasswordMatch.OfAbsorbed(found!, root!, found!.Merge!)
            : new PasswordMatch.None(found, root?.Id ?? default);
    }

    private async Task<bool> CountsAsync(Credentials? root, CancellationToken cancellation) =>
        root is not null && await tries.ClaimAsync(root.Id, cancellation);

    private async Task<bool> MatchesAsync(Credentials? credentials, string password, CancellationToken cancellation)
    {
        if (credentials?.PasswordHash is not { } kept)
        {
            // As long as checking one takes: a login that nobody has is not told from a wrong password.
            users.PasswordHasher.HashPassword(new Credentials(), password);
            return false;
        }

        var verdict = users.PasswordHasher.VerifyHashedPassword(credentials, kept, password);
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await HashAnewAsync(credentials, kept, password, cancellation);
        }

        return verdict != PasswordVerificationResult.Failed;
    }

    /// <summary>
    /// With the rounds of today. In one command, and not as Identity does it, which saves all of the account as it was read: whatever else
    /// changed at this moment would end in a conflict, here or there.
    /// </summary>
    private Task<int> HashAnewAsync(Credentials credentials, string kept, string password, CancellationToken cancellation)
    {
        var (id, anew) = (credentials.Id, users.PasswordHasher.HashPassword(credentials, password));
        return db
            .Users.Where(c => c.Id == id && c.PasswordHash == kept)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.PasswordHash, anew), cancellation);
    }
}

/// <summary>Whose password it was.</summary>
public abstract record PasswordMatch
{
    private PasswordMatch() { }

    /// <summary>The one that counts: the root's, whichever of its logins was typed.</summary>
    public sealed record OfRoot(SignInTarget Found, Credentials Root) : PasswordMatch;

    /// <summary>The absorbed account's own.</summary>
    /// <param name="Merge">What absorbed it.</param>
    public sealed record OfAbsorbed(SignInTarget Found, Credentials Root, Merge Merge) : PasswordMatch;

    /// <param name="Found">Null for a login that nobody has.</param>
    /// <param name="CountsOn">The account whose tries it is one of; the default where there is none to count on.</param>
    public sealed record None(SignInTarget? Found, AccountId CountsOn) : PasswordMatch;
}
