using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>The same page and words whatever was typed before: it never says whether a code was really sent.</summary>
public sealed class CodeModel(UseReset reset, DetachTicket tickets, Text text) : PageModel
{
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    public IActionResult OnGet() => TempData.AskedFor() is null ? Redirect("/mot-de-passe-oublie") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (TempData.AskedFor() is not { } login)
        {
            return Redirect("/mot-de-passe-oublie");
        }

        switch (await reset.TryAsync(login, Code ?? "", HttpContext.Address(), cancellation))
        {
            case ResetOutcome.Choose proven:
                TempData.Proven(proven);
                return Redirect("/mot-de-passe-oublie/nouveau");
            case ResetOutcome.Detach detach:
                TempData.End();
                TempData[DetachTicket.Key] = tickets.Write(detach.Absorbed);
                return Redirect("/connexion/compte-rattache");
            default:
                ModelState.AddModelError("code", text["reset.code-refused"]);
                return Page();
        }
    }
}
