using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Password;

public sealed class ChangeModel(ChangePassword change, OpenSession sessions, Text text) : PageModel
{
    [BindProperty(Name = "actuel")]
    public string? Current { get; set; }

    [BindProperty(Name = "passe")]
    public string? Chosen { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        switch (await change.ChangeAsync(User.AccountId(), Current ?? "", Chosen ?? "", HttpContext.Address(), cancellation))
        {
            case PasswordChange.Changed changed:
                await sessions.OpenAsync(HttpContext, changed.Own, User.AccountKind(), HttpContext.SessionProof(), cancellation);
                TempData["done"] = text["password.done"];
                return Redirect("/mon-compte");
            case PasswordChange.Refused refused:
                ModelState.AddModelError(refused.Field, text[refused.Code]);
                return Page();
            default:
                throw new InvalidOperationException("No such change of password.");
        }
    }
}
