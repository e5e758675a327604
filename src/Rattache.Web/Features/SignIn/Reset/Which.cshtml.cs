using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>The code was good for several accounts that share the address: the person says which.</summary>
public sealed class WhichModel : PageModel
{
    public IEnumerable<string> Logins => TempData.DoorsOpen().Select(door => door.Login);

    public IActionResult OnGet() => TempData.DoorsOpen().Count == 0 ? Redirect("/mot-de-passe-oublie") : Page();

    public IActionResult OnPost([FromForm(Name = "compte")] string? login) =>
        TempData.DoorsOpen().FirstOrDefault(door => door.Login == login) is { } chosen ? this.Enter(chosen) : Redirect("/mot-de-passe-oublie/compte");
}
