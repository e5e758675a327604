using Microsoft.AspNetCore.Identity;
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
        if (await MatchesAsync(root, password))
        {
            return new PasswordMatch.OfRoot(found!, root!);
        }

        return await MatchesAsync(root is not null && found!.Merge is not null ? found.Own : null, password)
            ? new PasswordMatch.OfAbsorbed(found!, root!, found!.Merge!)
            : new PasswordMatch.None(found, root?.Id ?? default);
    }

    private async Task<bool> CountsAsync(Credentials? root, CancellationToken cancellation) =>
        root is not null && await tries.ClaimAsync(root.Id, cancellation);

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
