using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Email;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Activation;

/// <summary>Password, address, terms: then the account is the person's.</summary>
public sealed class ChooseModel(RattacheDb db, ActivationTicket tickets, ActivateAccount activate, OpenSession sessions, Text text) : PageModel
{
    [BindProperty(Name = "ticket")]
    public string? Ticket { get; set; }

    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    [BindProperty(Name = "courriel")]
    public string? Email { get; set; }

    [BindProperty(Name = "conditions")]
    public bool Terms { get; set; }

    public Account? Account { get; private set; }

    private ActivationClaim? claim;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Ticket = TempData[ActivationTicket.Key] as string;
        return await LoadAsync(cancellation) ? Page() : Again();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return Again();
        }

        var address = EmailAddress.TryParse(Email);
        if (address is null)
        {
            ModelState.AddModelError("courriel", text["activation.email-refused"]);
        }

        if (!Terms)
        {
            ModelState.AddModelError("conditions", text["activation.terms-refused"]);
        }

        if (PasswordRules.Refusal(Account!.Login, Password ?? "") is { } refusal)
        {
            ModelState.AddModelError("passe", text[refusal]);
        }

        return ModelState.IsValid ? await ActivateAsync(address!.Value, cancellation) : Page();
    }

    private async Task<IActionResult> ActivateAsync(EmailAddress address, CancellationToken cancellation)
    {
        switch (await activate.ActivateAsync(claim!, Password!, address, HttpContext.Address(), cancellation))
        {
            case ActivationOutcome.Activated activated:
                await sessions.OpenAsync(HttpContext, activated.Credentials, activated.Kind, SessionProof.Password, cancellation);
                return Redirect("/mon-compte/adresse/code");
            case ActivationOutcome.PasswordRefused refused:
                ModelState.AddModelError("passe", text[refused.Code]);
                return Page();
            default:
                return Again();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        claim = tickets.Read(Ticket);
        Account = claim is null ? null : await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == claim.Account, cancellation);
        return Account is not null;
    }

    private RedirectResult Again()
    {
        TempData["activation-old"] = true;
        return Redirect("/activation");
    }
}
