using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn.Reset;

public sealed class ChooseModel(ChooseNewPassword choose, Text text) : PageModel
{
    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    /// <summary>For the browser's own password book.</summary>
    public string? Login => TempData.ProvenFor()?.Login;

    public IActionResult OnGet() => TempData.ProvenFor() is null ? Redirect("/mot-de-passe-oublie") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (TempData.ProvenFor() is not { } proven)
        {
            return Redirect("/mot-de-passe-oublie");
        }

        var result = await choose.ChooseAsync(proven, Password ?? "", HttpContext.Address(), cancellation);
        if (result.Succeeded)
        {
            TempData.End();
            return Redirect("/mot-de-passe-oublie/fait");
        }

        if (PasswordRules.Refusal(result) is not { } refusal)
        {
            // The half-hour is over, or the account changed meanwhile.
            TempData.End();
            TempData["reset-over"] = true;
            return Redirect("/mot-de-passe-oublie");
        }

        ModelState.AddModelError("passe", text[refusal]);
        return Page();
    }
}
