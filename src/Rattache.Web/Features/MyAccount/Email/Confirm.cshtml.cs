using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Email;

/// <summary>Second page of two: the code. Also where <em>Mon compte</em> leads while an address waits for one.</summary>
public sealed class ConfirmModel(RattacheDb db, ProveContact prove, ChangeEmail change, Text text) : PageModel
{
    [BindProperty(Name = "code")]
    public string? Code { get; set; }

    public AddressProof? Proof { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await LoadAsync(cancellation) ? Page() : Redirect("/mon-compte/adresse");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var refusal = await change.ConfirmAsync(User.AccountId(), Code ?? "", HttpContext.Address(), cancellation) switch
        {
            ProofVerdict.Good => null,
            ProofVerdict.Wrong => "email.code-wrong",
            ProofVerdict.Spent => "email.code-spent",
            _ => "email.code-expired",
        };
        if (refusal is null)
        {
            TempData["done"] = text["email.done"];
            return Redirect("/mon-compte");
        }

        return await RefuseAsync(refusal, cancellation);
    }

    public async Task<IActionResult> OnPostAgainAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return Redirect("/mon-compte/adresse");
        }

        var contact = Contact.Mail(Proof!.Address);
        if (await prove.StartAsync(User.AccountId(), User.Identity!.Name!, contact, HttpContext.Address(), cancellation) == ProofStart.TooMany)
        {
            return await RefuseAsync("email.too-many", cancellation);
        }

        TempData["again"] = true;
        return Redirect("/mon-compte/adresse/code");
    }

    private async Task<IActionResult> RefuseAsync(string code, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return Redirect("/mon-compte/adresse");
        }

        ModelState.AddModelError("code", text[code]);
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        Proof = await db.WaitingProofAsync(User.AccountId(), Channel.Mail, cancellation);
        return Proof is not null;
    }
}
