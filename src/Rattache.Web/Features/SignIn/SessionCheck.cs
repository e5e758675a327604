using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// On every request, one look-up: the stamp still holds, nothing absorbed the account, nobody locked it.
/// So a merge, an undo or a new password ends what was open at once, in every process.
/// </summary>
public sealed class SessionCheck(RattacheDb db, TimeProvider clock) : CookieAuthenticationEvents
{
    /// <summary>However busy the session: then the password is given again (ASVS 5.0, 7.3.2).</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private static readonly Func<RattacheDb, AccountId, string, CancellationToken, Task<bool>> Holds = EF.CompileAsyncQuery(
        (RattacheDb db, AccountId id, string stamp, CancellationToken cancellation) =>
            db.Users.Any(c => c.Id == id && c.SecurityStamp == stamp && db.Guards.Any(g => g.AccountId == id && g.RootId == id && g.LockedAt == null))
    );

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var person = context.Principal!;
        var stamp = person.FindFirstValue(SignInCookie.Stamp);
        if (
            stamp is null
            || clock.GetUtcNow() - person.ProvenSince() > Longest
            || !await Holds(db, person.AccountId(), stamp, context.HttpContext.RequestAborted)
        )
        {
            context.RejectPrincipal();
            await SignInCookie.SignOutAsync(context.HttpContext);
        }
    }
}
