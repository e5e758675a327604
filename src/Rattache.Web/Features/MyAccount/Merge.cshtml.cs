using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Core.Merging;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount;

/// <summary>The first POST shows what would become one, the second makes it one. A key is in forms only, never in an address.</summary>
public sealed class MergeModel(MergeAccounts merges, FreshProof proof, Text text) : PageModel
{
    [BindProperty(Name = "cle")]
    public string? Pasted { get; set; }

    [BindProperty(Name = "autre")]
    public bool KeepsOther { get; set; }

    [BindProperty(Name = "vu")]
    public string? Digest { get; set; }

    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    /// <summary>The password has to be given again before confirming.</summary>
    public bool AsksPassword => !proof.IsFresh(HttpContext);

    /// <summary>What to confirm; null when the page tells of a refusal.</summary>
    public MergePlan.Ready? Plan { get; private set; }

    public bool Changed { get; private set; }

    public string? Refusal { get; private set; }

    public IActionResult OnGet() => Redirect("/mon-compte#rattacher");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation) =>
        await merges.PreviewAsync(Keys(), cancellation) switch
        {
            MergePlan.Ready ready => Preview(ready),
            MergePlan.Refused refused => Refuse(refused.Reason.Code()),
            _ => Refuse("merge.held"),
        };

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellation)
    {
        if (!await proof.HoldsAsync(HttpContext, Password, cancellation))
        {
            var again = await OnPostAsync(cancellation);
            ModelState.AddModelError("passe", text[string.IsNullOrEmpty(Password) ? "account.prove" : "account.prove-wrong"]);
            return again;
        }

        switch (await merges.ConfirmAsync(Keys(), Digest ?? "", cancellation))
        {
            case MergeOutcome.Merged merged:
                return await DoneAsync(merged);
            case MergeOutcome.Changed changed:
                Changed = true;
                return Preview(changed.Plan);
            case MergeOutcome.Refused refused:
                return Refuse(refused.Reason.Code());
            default:
                return Refuse("merge.held");
        }
    }

    private PastedKeys Keys() => new(User.AccountId(), MergeCode.FindAll(Pasted), KeepsOther, HttpContext.Address());

    private PageResult Preview(MergePlan.Ready ready)
    {
        Plan = ready;
        Digest = ready.Digest();
        // The page's own fields win over those that were posted.
        ModelState.Clear();
        return Page();
    }

    private PageResult Refuse(string code)
    {
        Refusal = code;
        ModelState.AddModelError("cle", text[code, User.Identity!.Name]);
        return Page();
    }

    private async Task<IActionResult> DoneAsync(MergeOutcome.Merged merged)
    {
        if (!KeepsOther)
        {
            return Redirect("/mon-compte/rattacher/fait?" + string.Join('&', merged.Merges.Select(m => $"m={m}")));
        }

        TempData["gathered"] = User.Identity!.Name;
        await SignInCookie.SignOutAsync(HttpContext);
        return Redirect("/connexion");
    }
}
