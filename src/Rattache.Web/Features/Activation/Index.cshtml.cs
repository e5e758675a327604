using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Activation;

/// <summary>The sheet that the school gave: a login and a first-time code.</summary>
public sealed class IndexModel(RattacheDb db, ActivationCodes codes, ActivationTicket ticket, DepartureDelays delays, TimeProvider clock, Text text)
    : PageModel
{
    [BindProperty(Name = "identifiant")]
    public string? Login { get; set; }

    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var login = (Login ?? "").Trim().ToLowerInvariant();
        var open = db.StillThere(delays.ClosedUpTo(clock.GetUtcNow()));
        var found = await (
            from account in db.Accounts
            where account.Login == login
            join made in db.ActivationCodes on account.Id equals made.AccountId
            select new { Code = made, Open = open.Any(r => r == account.Id) }
        ).SingleOrDefaultAsync(cancellation);
        if (found is null || !codes.Matches(found.Code, Code ?? ""))
        {
            return await RefuseAsync("activation.refused", found?.Code.AccountId, cancellation);
        }

        if (!found.Open)
        {
            return await RefuseAsync("activation.closed", found.Code.AccountId, cancellation);
        }

        TempData[ActivationTicket.Key] = ticket.Write(found.Code.AccountId);
        return Redirect("/activation/compte");
    }

    private async Task<IActionResult> RefuseAsync(string code, AccountId? account, CancellationToken cancellation)
    {
        db.Record(clock.GetUtcNow(), AuditKinds.Activated, code, null, account, address: HttpContext.Address());
        await db.SaveChangesAsync(cancellation);
        ModelState.AddModelError("identifiant", text[code]);
        return Page();
    }
}
