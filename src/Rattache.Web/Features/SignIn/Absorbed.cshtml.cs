using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Core.Merging;
using Rattache.Web.Data;
using Rattache.Web.Features.Merges;
using Rattache.Web.Notifications;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn;

/// <summary>Where the account went, for whoever knows its own password; and the way back.</summary>
public sealed class AbsorbedModel(RattacheDb db, DetachTicket tickets, UndoMerge undo, Text text) : PageModel
{
    [BindProperty(Name = "ticket")]
    public string? Ticket { get; set; }

    public SignInOutcome.Absorbed? Absorbed { get; private set; }

    /// <summary>Nobody is signed in, but whose account it is has been proven.</summary>
    public TimeZoneInfo Zone { get; private set; } = Clocks.Schools;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Ticket = TempData[DetachTicket.Key] as string;
        Absorbed = tickets.Read(Ticket);
        return Absorbed is null ? Redirect("/connexion") : await ShowAsync(Absorbed, cancellation);
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
            return await ShowAsync(Absorbed, cancellation);
        }

        TempData["detached"] = Absorbed.Login;
        return Redirect("/connexion");
    }

    private async Task<IActionResult> ShowAsync(SignInOutcome.Absorbed absorbed, CancellationToken cancellation)
    {
        Zone = await db.ChosenZoneAsync(absorbed.Account, cancellation) ?? Clocks.Schools;
        return Page();
    }
}
