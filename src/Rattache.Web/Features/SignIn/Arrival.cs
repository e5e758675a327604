using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Core.Accounts;
using Rattache.Web.Features.SignIn.Sessions;

namespace Rattache.Web.Features.SignIn;

/// <summary>The last step of every sign-in: opens the session, says what happened since the last visit, and leads where one wanted to go.</summary>
public sealed class Arrival(OpenSession sessions, SinceLastVisit news)
{
    /// <param name="page">That proved who it is; what it recorded is saved with the session.</param>
    /// <param name="through">The absorbed login that was typed, where it was not the account's own.</param>
    /// <param name="returnTo">As the address said; another site's is ignored.</param>
    public async Task<IActionResult> ArriveAsync(
        PageModel page,
        Credentials credentials,
        AccountKind kind,
        SessionProof proof,
        string? through,
        string? returnTo,
        CancellationToken cancellation
    )
    {
        await sessions.OpenAsync(page.HttpContext, credentials, kind, proof, cancellation);
        page.TempData["through"] = through;
        page.TempData[SinceLastVisit.Key] = await news.TellAsync(credentials, cancellation);
        return page.LocalRedirect(page.Url.IsLocalUrl(returnTo) ? returnTo! : Entrance.Home(kind == AccountKind.Relative));
    }
}
