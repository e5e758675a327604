using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary><em>Identifiant oublié</em>: whatever is typed, the next page is the same.</summary>
public sealed class LoginsModel(Ask ask, SmsMessages sms, Text text) : PageModel
{
    [BindProperty(Name = "contact")]
    public string? Typed { get; set; }

    public bool TakesMobiles => sms.AreOffered;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var typed = (Typed ?? "").Trim();
        if (AskedFor.ContactOf(typed) is not { } contact || !sms.CanReach(contact))
        {
            ModelState.AddModelError("contact", TakesMobiles ? text["logins.incomplete"] : text["logins.incomplete-no-sms"]);
            return Page();
        }

        return !await ask.TryAsync(new(Forgotten.Logins, typed, HttpContext.Address()), cancellation)
            ? StatusCode(StatusCodes.Status429TooManyRequests)
            : Redirect("/identifiant-oublie/envoye");
    }
}
