using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>One field for a login, an e-mail address or a mobile: whoever forgot one thing need not know what the others are called.</summary>
public sealed class AskModel(Ask ask, SmsMessages sms, Text text) : PageModel
{
    internal const int Longest = 254;

    [BindProperty(Name = "identifiant")]
    public string? Typed { get; set; }

    public bool TakesMobiles => sms.AreOffered;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var typed = (Typed ?? "").Trim();
        if (typed.Length is 0 or > Longest)
        {
            ModelState.AddModelError("identifiant", TakesMobiles ? text["reset.missing"] : text["reset.missing-no-sms"]);
            return Page();
        }

        if (!await ask.TryAsync(new(Forgotten.Password, typed, HttpContext.Address()), cancellation))
        {
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        TempData.End();
        TempData.Asked(typed);
        return Redirect("/mot-de-passe-oublie/code");
    }
}
