using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Core.Merging;
using Rattache.Web.Features.Merges;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn;

/// <summary>Where the account went, for whoever knows its own password; and the way back.</summary>
public sealed class AbsorbedModel(DetachTicket tickets, UndoMerge undo, Text text) : PageModel
{
    [BindProperty(Name = "ticket")]
    public string? Ticket { get; set; }

    public SignInOutcome.Absorbed? Absorbed { get; private set; }

    public IActionResult OnGet()
    {
        Ticket = TempData[DetachTicket.Key] as string;
        Absorbed = tickets.Read(Ticket);
        return Absorbed is null ? Redirect("/connexion") : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Absorbed = tickets.Read(Ticket);
        if (Absorbed is null)
        {
            return Redirect("/connexion");
        }

        var request = new UndoRequest(Absorbed.Merge, Absorbed.Account, UndoProof.Absorbed);
        if (await undo.UndoAsync(request, HttpContext.Address(), cancellation) is UndoDecision.Refused refused)
        {
            ModelState.AddModelError("", text[refused.Reason.Code()]);
            return Page();
        }

        TempData["detached"] = Absorbed.Login;
        return Redirect("/connexion");
    }
}
