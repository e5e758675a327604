using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn;

public sealed class IndexModel(PasswordSignIn signIn, Arrival arrival, SecondStep step, DetachTicket ticket, Text text) : PageModel
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
            case SignInOutcome.SignedIn found:
                return await arrival.ArriveAsync(this, found.Credentials, found.Kind, SessionProof.Password, found.Through, ReturnTo, cancellation);
            case SignInOutcome.NeedsCode asked:
                step.Begin(TempData, asked, ReturnTo);
                return Redirect("/connexion/verification");
            case SignInOutcome.Absorbed absorbed:
                TempData[DetachTicket.Key] = ticket.Write(absorbed);
                return Redirect("/connexion/compte-rattache");
            case SignInOutcome.Closed:
                ModelState.AddModelError("identifiant", text["sign-in.closed"]);
                return Page();
            case SignInOutcome.HeldUp:
                return StatusCode(StatusCodes.Status429TooManyRequests);
            default:
                ModelState.AddModelError("identifiant", text["sign-in.refused"]);
                return Page();
        }
    }
}
