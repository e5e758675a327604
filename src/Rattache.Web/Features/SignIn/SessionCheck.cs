using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Features.Languages;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// On every request, one look-up: the stamp still holds, nothing absorbed the account, nobody locked it, and it is not closed.
/// So a merge, an undo, a new password or the end of a delay ends what was open at once, in every process.
/// </summary>
public sealed class SessionCheck(RattacheDb db, DepartureDelays delays, LanguageChoice languages, TimeProvider clock) : CookieAuthenticationEvents
{
    /// <summary>However busy the session: then the password is given again (ASVS 5.0, 7.3.2).</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private static readonly Func<RattacheDb, AccountId, string, DateTimeOffset, CancellationToken, Task<bool>> Holds = EF.CompileAsyncQuery(
        (RattacheDb db, AccountId id, string stamp, DateTimeOffset closedUpTo, CancellationToken cancellation) =>
            db.Users.Any(c =>
                c.Id == id
                && c.SecurityStamp == stamp
                && db.Guards.Any(g => g.AccountId == id && g.RootId == id && g.LockedAt == null)
                // As DepartureQuery.StillThere, which a compiled query cannot call.
                && db.Guards.Any(g =>
                    g.RootId == id
                    && db.Accounts.Any(a =>
                        a.Id == g.AccountId
                        && (
                            a.LeftAt == null
                            || a.LeftAt > closedUpTo
                            || db.Merges.Any(m => m.UndoneAt > closedUpTo && (m.KeptId == a.Id || m.AbsorbedId == a.Id))
                        )
                    )
                )
            )
    );

    /// <summary>However somebody signs in.</summary>
    public override Task SigningIn(CookieSigningInContext context) =>
        languages.FollowAsync(context.HttpContext, context.Principal!.AccountId(), context.HttpContext.RequestAborted);

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var person = context.Principal!;
        var now = clock.GetUtcNow();
        var stamp = person.FindFirstValue(SignInCookie.Stamp);
        if (
            stamp is null
            || now - person.ProvenSince() > Longest
            || !await Holds(db, person.AccountId(), stamp, delays.ClosedUpTo(now), context.HttpContext.RequestAborted)
        )
        {
            context.RejectPrincipal();
            await SignInCookie.SignOutAsync(context.HttpContext);
        }
    }
}
