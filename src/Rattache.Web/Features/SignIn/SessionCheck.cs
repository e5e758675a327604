using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Features.Languages;
using Rattache.Web.Features.SignIn.Sessions;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// On every request, one look-up: the session is there, the stamp still holds, nothing absorbed the account, nobody locked it, and it
/// is not closed. So a merge, an undo, a new password, the end of a delay or a touch on another device ends what was open at once, in
/// every process.
/// </summary>
public sealed partial class SessionCheck(
    RattacheDb db,
    DepartureDelays delays,
    LanguageChoice languages,
    TimeProvider clock,
    ILogger<SessionCheck> logger
) : CookieAuthenticationEvents
{
    /// <summary>
    /// However busy the session: then the password is given again (ASVS 5.0, 7.3.2). Over the twenty hours from which on nobody needs a
    /// warning (WCAG 2.2.1, RGAA 13.1).
    /// </summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Somebody who only reads does not wait for an import that writes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>However somebody signs in.</summary>
    public override Task SigningIn(CookieSigningInContext context) =>
        languages.FollowAsync(context.HttpContext, context.Principal!.AccountId(), context.HttpContext.RequestAborted);

    /// <summary>Not at half of its life, as the framework does: who reads a page in the first half would be signed out half an hour later.</summary>
    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        context.ShouldRenew = context.ElapsedTime >= Session.Grain;
        return Task.CompletedTask;
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var person = context.Principal!;
        var now = clock.GetUtcNow();
        var cancellation = context.HttpContext.RequestAborted;
        if (
            person.SessionId() is not { } session
            || person.FindFirstValue(SignInCookie.Stamp) is not { } stamp
            || now - person.ProvenSince() > Longest
            || await db.FindStandingAsync(session, person.AccountId(), stamp, delays.ClosedUpTo(now), cancellation) is not { } standing
            || standing.LastSeenAt <= Session.OverUpTo(now)
        )
        {
            context.RejectPrincipal();
            await SignInCookie.SignOutAsync(context.HttpContext);
            return;
        }

        context.HttpContext.Features.Set(standing);
        if (now - standing.LastSeenAt >= Session.Grain)
        {
            await NoteSeenAsync(session, now, cancellation);
        }
    }

    private async Task NoteSeenAsync(Guid session, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            await using var transaction = await WriteTransaction.BeginAsync(db, Patience, cancellation);
            await db.Sessions.Where(s => s.Id == session).ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now), cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (Exception e) when (DatabaseBusyException.IsBehind(e))
        {
            LogUnnoted(session);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The database is busy: when session {Session} was last seen is noted another time.")]
    private partial void LogUnnoted(Guid session);
}
