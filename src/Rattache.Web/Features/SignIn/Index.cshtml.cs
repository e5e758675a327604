using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Core.Accounts;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn;

public sealed class IndexModel(PasswordSignIn signIn, SinceLastVisit news, DetachTicket ticket, OpenSession sessions, Text text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? ReturnTo { get; set; }

    [BindProperty(Name = "identifiant")]
    public string? Login { get; set; }

    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        switch (await signIn.TryAsync(Login ?? "", Password ?? "", HttpContext.Address(), cancellation))
        {
            case SignInOutcome.SignedIn signedIn:
                await sessions.OpenAsync(HttpContext, signedIn.Credentials, signedIn.Kind, cancellation);
                TempData["through"] = signedIn.Through;
                TempData[SinceLastVisit.Key] = await news.TellAsync(signedIn.Credentials, cancellation);
                return LocalRedirect(Url.IsLocalUrl(ReturnTo) ? ReturnTo : Entrance.Home(signedIn.Kind == AccountKind.Relative));
            case SignInOutcome.Absorbed absorbed:
                TempData[DetachTicket.Key] = ticket.Write(absorbed);
                return Redirect("/connexion/compte-rattache");
            case SignInOutcome.Closed:
                ModelState.AddModelError("identifiant", text["sign-in.closed"]);
                return Page();
            default:
                ModelState.AddModelError("identifiant", text["sign-in.refused"]);
                return Page();
        }
    }
}
