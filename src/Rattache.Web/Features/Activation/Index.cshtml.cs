using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Activation;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Activation;

/// <summary>The sheet that the school gave: a login and a first-time code.</summary>
public sealed class IndexModel(RattacheDb db, ActivationCodes codes, ActivationTicket ticket, TimeProvider clock, Text text) : PageModel
{
    [BindProperty(Name = "identifiant")]
    public string? Login { get; set; }

    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var login = (Login ?? "").Trim().ToLowerInvariant();
        var code = await (
            from account in db.Accounts
            where account.Login == login
            join made in db.ActivationCodes on account.Id equals made.AccountId
            select made
        ).SingleOrDefaultAsync(cancellation);
        var right = code is not null && codes.Matches(code, Code ?? "");
        if (!right)
        {
            db.Record(clock.GetUtcNow(), AuditKinds.Activated, "activation.refused", null, code?.AccountId, address: HttpContext.Address());
            await db.SaveChangesAsync(cancellation);
            ModelState.AddModelError("identifiant", text["activation.refused"]);
            return Page();
        }

        TempData[ActivationTicket.Key] = ticket.Write(code!.AccountId);
        return Redirect("/activation/compte");
    }
}
