using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// Making a key and merging ask for the password again when it was last given over a quarter of an hour ago: somebody else may
/// have sat down at an open page since (ASVS 5.0, 7.5.1).
/// </summary>
public sealed class FreshProof(RattacheDb db, UserManager<Credentials> users, Tries tries, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public bool IsFresh(HttpContext http) => clock.GetUtcNow() - http.User.ProvenSince() <= Life;

    /// <summary>
    /// Null when the proof is fresh, or the password typed now makes it so; else the code of the text that says why not. Whoever is
    /// signed in may know that they have to wait.
    /// </summary>
    public async Task<string?> RefusalAsync(HttpContext http, string? typed, CancellationToken cancellation)
    {
        if (IsFresh(http))
        {
            return null;
        }

        if (string.IsNullOrEmpty(typed) || await db.Users.FindAsync([http.User.AccountId()], cancellation) is not { } credentials)
        {
            return "account.prove";
        }

        if (!await tries.ClaimAsync(credentials.Id, cancellation))
        {
            return "password.too-many";
        }

        if (!await users.CheckPasswordAsync(credentials, typed))
        {
            await tries.FailedAsync(credentials.Id, cancellation);
            return "account.prove-wrong";
        }

        await tries.SucceededAsync(credentials, cancellation);
        await SignInCookie.SignInAsync(http, http.User.SessionId()!.Value, credentials, http.User.AccountKind(), clock.GetUtcNow());
        // Whoever changes the account now reads it under its lock: what was read before would stand in for it.
        db.Entry(credentials).State = EntityState.Detached;
        return null;
    }
}
