using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Features.MyAccount.Devices;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.Passkeys;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Passkeys;

/// <summary>The password if it is not fresh, then a name and the browser's own question.</summary>
[BeforeSecondFactor]
public sealed class AddModel(ChangePasskeys change, IPasskeyHandler<Credentials> passkeys, OpenSession sessions, FreshProof proof, Text text)
    : PageModel
{
    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    [BindProperty(Name = "nom")]
    public string? Name { get; set; }

    [BindProperty(Name = "reponse")]
    public string? Answer { get; set; }

    public bool AsksPassword { get; private set; }

    /// <summary>For the script, as the browser takes it; empty while the password is asked for.</summary>
    public string Options { get; private set; } = "";

    public async Task OnGetAsync()
    {
        Name = text.NameOf(SeenBrowser.Of(Request.Headers.UserAgent));
        await AskAsync();
    }

    public async Task<IActionResult> OnPostProveAsync(CancellationToken cancellation)
    {
        return await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal
            ? await RefuseAsync("passe", refusal)
            : Redirect("/mon-compte/cles-d-acces/ajouter");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var name = PasskeyName.Read(Name);
        var challenge = TempData.TakeChallenge();
        if (!proof.IsFresh(HttpContext))
        {
            return await RefuseAsync("passe", "account.prove");
        }

        if (name is null)
        {
            return await RefuseAsync("nom", "passkeys.name-refused");
        }

        if (await change.AddAsync(HttpContext, User.AccountId(), Answer ?? "", challenge, name, cancellation) is not { } own)
        {
            return await RefuseAsync("", "passkeys.add-refused");
        }

        // Whoever made one has just shown finger, face or code: as good as having signed in with it.
        await sessions.OpenAsync(HttpContext, own, User.AccountKind(), SessionProof.Passkey, cancellation);
        TempData["passkey-done"] = text["passkeys.added", name];
        return Redirect("/mon-compte/cles-d-acces");
    }

    private async Task<IActionResult> RefuseAsync(string field, string code)
    {
        ModelState.AddModelError(field, text[code]);
        await AskAsync();
        return Page();
    }

    private async Task AskAsync()
    {
        AsksPassword = !proof.IsFresh(HttpContext);
        if (!AsksPassword)
        {
            var login = User.Identity!.Name!;
            var asked = await passkeys.MakeCreationOptionsAsync(
                new()
                {
                    Id = User.AccountId().ToString(),
                    Name = login,
                    DisplayName = login,
                },
                HttpContext
            );
            Options = asked.CreationOptionsJson;
            TempData.KeepChallenge(asked.AttestationState!);
        }
    }
}
