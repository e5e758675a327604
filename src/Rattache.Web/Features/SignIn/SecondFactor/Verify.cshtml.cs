using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.SignIn.SecondFactor;

/// <summary>The password was right: now the code.</summary>
public sealed class VerifyModel(SecondStep step, TryCode codes, Arrival arrival, Text text) : PageModel
{
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await step.ReadAsync(TempData, cancellation) is null ? Redirect("/connexion") : Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await step.ReadAsync(TempData, cancellation) is not { } awaited)
        {
            return Redirect("/connexion");
        }

        switch (await codes.TryAsync(awaited.Own, Code ?? "", HttpContext.Address(), cancellation))
        {
            case CodeVerdict.Good:
                SecondStep.End(TempData);
                return await arrival.ArriveAsync(
                    this,
                    awaited.Own,
                    awaited.Kind,
                    SessionProof.PasswordAndCode,
                    awaited.Through,
                    awaited.ReturnTo,
                    cancellation
                );
            case CodeVerdict.TooMany:
                ModelState.AddModelError("code", text["second-factor.too-many"]);
                return Page();
            default:
                ModelState.AddModelError("code", text["second-factor.code-wrong"]);
                return Page();
        }
    }
}
