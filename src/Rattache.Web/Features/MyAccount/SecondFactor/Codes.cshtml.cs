using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Features.SignIn.SecondFactor;

namespace Rattache.Web.Features.MyAccount.SecondFactor;

/// <summary>The recovery codes, on the page that follows the button and never again.</summary>
[BeforeSecondFactor]
public sealed class CodesModel : PageModel
{
    internal const string Once = "recovery-codes";
    internal const string Why = "codes-why";

    public string[] Codes { get; private set; } = [];

    public IActionResult OnGet()
    {
        Codes = TempData[Once] as string[] ?? [];
        return Codes.Length > 0 ? Page() : Redirect("/mon-compte/double-verification");
    }
}
