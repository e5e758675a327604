using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Passkeys;

/// <summary>One passkey: another name, or its end.</summary>
[BeforeSecondFactor]
public sealed class ChangeModel(ChangePasskeys change, FreshProof proof, Text text) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(Name = "nom")]
    public string? Name { get; set; }

    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    public string Called { get; private set; } = "";

    public bool AsksPassword { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Name = Called;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (PasskeyName.Read(Name) is not { } name)
        {
            ModelState.AddModelError("nom", text["passkeys.name-refused"]);
            return Page();
        }

        await change.RenameAsync(User.AccountId(), Id, name, HttpContext.Address(), cancellation);
        return Done(text["passkeys.renamed", name]);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal)
        {
            Name = Called;
            AsksPassword = true;
            ModelState.AddModelError("passe", text[refusal]);
            return Page();
        }

        await change.RemoveAsync(User.AccountId(), Id, HttpContext.Address(), cancellation);
        return Done(text["passkeys.removed", Called]);
    }

    private RedirectResult Done(string said)
    {
        TempData["passkey-done"] = said;
        return Redirect("/mon-compte/cles-d-acces");
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        AsksPassword = !proof.IsFresh(HttpContext);
        var found = await change.FindAsync(User.AccountId(), Id, cancellation);
        Called = found?.Name ?? "";
        return found is not null;
    }
}
