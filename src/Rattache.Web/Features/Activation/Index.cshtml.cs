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
    private const string Refused = "activation.refused";

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
            join guard in db.Guards on account.Id equals guard.AccountId
            select new
            {
                Code = made,
                Open = open.Any(r => r == account.Id),
                Locked = db.Guards.Any(root => root.AccountId == guard.RootId && root.LockedAt != null),
            }
        ).SingleOrDefaultAsync(cancellation);
        if (found is null || !codes.Matches(found.Code, Code ?? ""))
        {
            return await RefuseAsync(Refused, Refused, found?.Code.AccountId, cancellation);
        }

        // As at sign-in, nobody learns here that it is locked.
        if (found.Locked)
        {
            return await RefuseAsync(Refused, $"{Refused}/locked", found.Code.AccountId, cancellation);
        }

        if (!found.Open)
        {
            return await RefuseAsync("activation.closed", "activation.closed", found.Code.AccountId, cancellation);
        }

        TempData[ActivationTicket.Key] = ticket.Write(ActivationClaim.Of(found.Code));
        return Redirect("/activation/compte");
    }

    private async Task<IActionResult> RefuseAsync(string code, string outcome, AccountId? account, CancellationToken cancellation)
    {
        db.Record(clock.GetUtcNow(), AuditKinds.Activated, outcome, null, account, address: HttpContext.Address());
        await db.SaveChangesAsync(cancellation);
        ModelState.AddModelError("identifiant", text[code]);
        return Page();
    }
}
