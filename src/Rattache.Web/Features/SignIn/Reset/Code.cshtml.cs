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
        if (TempData.AskedFor() is not { } asked)
        {
            return Redirect("/mot-de-passe-oublie");
        }

        var outcome = await reset.TryAsync(asked, Code ?? "", HttpContext.Address(), cancellation);
        if (this.Follow(outcome, tickets) is { } next)
        {
            return next;
        }

        ModelState.AddModelError("code", text["reset.code-refused"]);
        return Page();
    }
}
