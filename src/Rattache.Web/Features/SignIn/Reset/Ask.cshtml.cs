using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn.Reset;

public sealed class AskModel(AskReset reset, Text text) : PageModel
{
    private const int LongestLogin = 80;

    [BindProperty(Name = "identifiant")]
    public string? Login { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var login = (Login ?? "").Trim();
        if (login.Length is 0 or > LongestLogin)
        {
            ModelState.AddModelError("identifiant", text["reset.login-missing"]);
            return Page();
        }

        await reset.AskAsync(login, HttpContext.Address(), cancellation);
        TempData.End();
        TempData.Asked(login);
        return Redirect("/mot-de-passe-oublie/code");
    }
}
