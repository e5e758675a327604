using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Languages;

/// <summary>The languages, each by its own name; back to where one was.</summary>
[AllowAnonymous]
public sealed class ChooseModel(LanguageChoice choice) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? ReturnTo { get; set; }

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "langue")] string? code, CancellationToken cancellation)
    {
        if (Language.Find(code) is not { } language)
        {
            return BadRequest();
        }

        await choice.ChooseAsync(HttpContext, language, cancellation);
        return LocalRedirect(Url.IsLocalUrl(ReturnTo) ? ReturnTo : "/");
    }
}
