using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn.Passkeys;

/// <summary>Signing in with a finger or a face. Nobody is named before, so nothing is told of whom the service knows.</summary>
public sealed class SignInModel(IPasskeyHandler<Credentials> passkeys, PasskeySignIn signIn, Arrival arrival, DetachTicket ticket, Text text)
    : PageModel
{
    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? ReturnTo { get; set; }

    [BindProperty(Name = "reponse")]
    public string? Answer { get; set; }

    /// <summary>For the script, as the browser takes it.</summary>
    public string Options { get; private set; } = "";

    public Task OnGetAsync() => AskAsync();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        switch (await signIn.TryAsync(HttpContext, Answer ?? "", TempData.TakeChallenge(), cancellation))
        {
            case SignInOutcome.SignedIn found:
                return await arrival.ArriveAsync(this, found.Credentials, found.Kind, SessionProof.Passkey, found.Through, ReturnTo, cancellation);
            case SignInOutcome.Absorbed absorbed:
                TempData[DetachTicket.Key] = ticket.Write(absorbed);
                return Redirect("/connexion/compte-rattache");
            case SignInOutcome.Closed:
                return await RefuseAsync("sign-in.closed");
            default:
                return await RefuseAsync("passkeys.refused");
        }
    }

    private async Task<IActionResult> RefuseAsync(string code)
    {
        ModelState.AddModelError("", text[code]);
        await AskAsync();
        return Page();
    }

    private async Task AskAsync()
    {
        var asked = await passkeys.MakeRequestOptionsAsync(null, HttpContext);
        Options = asked.RequestOptionsJson;
        TempData.KeepChallenge(asked.AssertionState!);
    }
}
