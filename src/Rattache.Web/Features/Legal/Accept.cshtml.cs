using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Legal;

/// <summary>Asked again when the terms have changed: the version and the day are kept with the account.</summary>
[WithoutTerms]
public sealed class AcceptModel(RattacheDb db, TimeProvider clock, Text text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "retour")]
    public string? ReturnTo { get; set; }

    [BindProperty(Name = "conditions")]
    public bool Accepts { get; set; }

    /// <summary>Older ones were accepted before.</summary>
    public bool Changed { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var own = await OwnAsync(cancellation);
        Changed = own.TermsAcceptedAt is not null;
        return Terms.Accepted(own) >= Terms.Version ? await GoOnAsync(own) : Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!Accepts)
        {
            Changed = (await OwnAsync(cancellation)).TermsAcceptedAt is not null;
            ModelState.AddModelError("conditions", text["terms.refused"]);
            return Page();
        }

        return await GoOnAsync(await AcceptAsync(cancellation));
    }

    private async Task<Credentials> AcceptAsync(CancellationToken cancellation)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([User.AccountId()], cancellation);
        var own = await OwnAsync(cancellation);
        var now = clock.GetUtcNow();
        (own.TermsAcceptedAt, own.TermsVersion) = (now, Terms.Version);
        db.Record(now, AuditKinds.TermsAccepted, AuditKinds.Ok, own.Id, address: HttpContext.Address());
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return own;
    }

    private Task<Credentials> OwnAsync(CancellationToken cancellation)
    {
        var id = User.AccountId();
        return db.Users.SingleAsync(c => c.Id == id, cancellation);
    }

    // The same sign-in goes on: the password was given when it was.
    private async Task<IActionResult> GoOnAsync(Credentials own)
    {
        await SignInCookie.SignInAsync(HttpContext, User.SessionId()!.Value, own, User.AccountKind(), User.ProvenSince());
        return LocalRedirect(Url.IsLocalUrl(ReturnTo) ? ReturnTo : Entrance.Home(User.IsInRole(nameof(Core.Accounts.AccountKind.Relative))));
    }
}
