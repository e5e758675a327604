using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Email;

/// <summary>First page of two: the new address.</summary>
public sealed class ChangeModel(RattacheDb db, ProveContact prove, FreshProof proof, Text text) : PageModel
{
    [BindProperty(Name = "adresse")]
    public string? Address { get; set; }

    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    /// <summary>Whoever changes the address can then change the password: an open page that somebody left is not enough.</summary>
    public bool AsksPassword { get; private set; }

    /// <summary>Theirs and verified, as of now.</summary>
    public string? Current { get; private set; }

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (EmailAddress.TryParse(Address) is not { } address)
        {
            return await RefuseAsync("adresse", "email.incomplete", cancellation);
        }

        if (await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal)
        {
            return await RefuseAsync("passe", refusal, cancellation);
        }

        var contact = Contact.Mail(address.Value);
        var start = await prove.StartAsync(User.AccountId(), User.Identity!.Name!, contact, HttpContext.Address(), cancellation);
        return start == ProofStart.Sent ? Redirect("/mon-compte/adresse/code") : await RefuseAsync("adresse", "email.too-many", cancellation);
    }

    private async Task<IActionResult> RefuseAsync(string field, string code, CancellationToken cancellation)
    {
        ModelState.AddModelError(field, text[code]);
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        AsksPassword = !proof.IsFresh(HttpContext);
        Current = await db.VerifiedAddressAsync(User.AccountId(), cancellation);
    }
}
