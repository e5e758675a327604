using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.OwnLogin;

/// <summary><em>Identifiant</em>: a parent chooses one that is easy to remember; the one on the school's sheet goes on working.</summary>
public sealed class ChooseModel(RattacheDb db, ChooseAlias choose, FreshProof proof, Text text) : PageModel
{
    [BindProperty(Name = "choisi")]
    public string? Chosen { get; set; }

    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    public bool AsksPassword { get; private set; }

    /// <summary>The alias as of now.</summary>
    public string? Current { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (User.AccountKind() != AccountKind.Relative)
        {
            return NotFound();
        }

        await LoadAsync(cancellation);
        Chosen = Current;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (User.AccountKind() != AccountKind.Relative)
        {
            return NotFound();
        }

        switch (Alias.Read(Chosen ?? ""))
        {
            case AliasReading.Refused refused:
                return await RefuseAsync("choisi", text[refused.Reason.Code(), Alias.Suggest(Chosen ?? "")], cancellation);
            case AliasReading.Good good:
                return await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal
                    ? await RefuseAsync("passe", text[refusal], cancellation)
                    : await ChooseAsync(good.Alias, cancellation);
            default:
                throw new InvalidOperationException("No such reading of an alias.");
        }
    }

    public async Task<IActionResult> OnPostGiveUpAsync(CancellationToken cancellation)
    {
        if (await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal)
        {
            await LoadAsync(cancellation);
            Chosen = Current;
            return await RefuseAsync("passe", text[refusal], cancellation);
        }

        await choose.GiveUpAsync(User.AccountId(), HttpContext.Address(), cancellation);
        TempData["done"] = text["alias.given-up", User.Identity!.Name];
        return Redirect("/mon-compte");
    }

    private async Task<IActionResult> ChooseAsync(Alias alias, CancellationToken cancellation)
    {
        var change = await choose.ChooseAsync(User.AccountId(), alias, HttpContext.Address(), cancellation);
        if (change != AliasChange.Chosen)
        {
            return await RefuseAsync("choisi", text[change.Outcome()], cancellation);
        }

        TempData["done"] = text["alias.done", alias.Value];
        return Redirect("/mon-compte");
    }

    private async Task<IActionResult> RefuseAsync(string field, string why, CancellationToken cancellation)
    {
        ModelState.AddModelError(field, why);
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        AsksPassword = !proof.IsFresh(HttpContext);
        Current = await db.Users.Where(c => c.Id == User.AccountId()).Select(c => c.Alias).SingleAsync(cancellation);
    }
}
