using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn.Sessions;

/// <summary>Opens an account in this browser, and closes what this browser had open.</summary>
public sealed class OpenSession(RattacheDb db, TimeProvider clock)
{
    /// <summary>Whoever is here has just given the proof.</summary>
    public Task OpenAsync(HttpContext http, Credentials credentials, AccountKind kind, SessionProof proof, CancellationToken cancellation) =>
        OpenAsync(http, credentials, kind, proof, clock.GetUtcNow(), cancellation);

    /// <param name="provenAt">When the password was last given: earlier than now where a session takes the place of another.</param>
    public async Task OpenAsync(
        HttpContext http,
        Credentials credentials,
        AccountKind kind,
        SessionProof proof,
        DateTimeOffset provenAt,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        await CloseOwnAsync(http, cancellation);
        var seen = SeenBrowser.Of(http.Request.Headers.UserAgent);
        var session = new Session
        {
            Id = Guid.NewGuid(),
            AccountId = credentials.Id,
            StartedAt = now,
            LastSeenAt = now,
            Proof = proof,
            Browser = seen.Browser,
            System = seen.System,
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellation);
        await SignInCookie.SignInAsync(http, session.Id, credentials, kind, provenAt);
    }

    public async Task SignOutAsync(HttpContext http, CancellationToken cancellation)
    {
        await CloseOwnAsync(http, cancellation);
        await SignInCookie.SignOutAsync(http);
    }

    private async Task CloseOwnAsync(HttpContext http, CancellationToken cancellation)
    {
        if (http.User.SessionId() is { } own)
        {
            await db.Sessions.Where(s => s.Id == own).ExecuteDeleteAsync(cancellation);
        }
    }
}
