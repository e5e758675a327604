using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Email;

/// <summary>First page of two: the new address.</summary>
public sealed class ChangeModel(RattacheDb db, ChangeEmail change, Text text) : PageModel
{
    [BindProperty(Name = "adresse")]
    public string? Address { get; set; }

    /// <summary>Theirs and verified, as of now.</summary>
    public string? Current { get; private set; }

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (EmailAddress.TryParse(Address) is not { } address)
        {
            return await RefuseAsync("email.incomplete", cancellation);
        }

        var start = await change.StartAsync(User.AccountId(), User.Identity!.Name!, address, HttpContext.Address(), cancellation);
        return start == EmailProofStart.Sent ? Redirect("/mon-compte/adresse/code") : await RefuseAsync("email.too-many", cancellation);
    }

    private async Task<IActionResult> RefuseAsync(string code, CancellationToken cancellation)
    {
        ModelState.AddModelError("adresse", text[code]);
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation) =>
        Current = await db.VerifiedAddressAsync(User.AccountId(), cancellation);
}
