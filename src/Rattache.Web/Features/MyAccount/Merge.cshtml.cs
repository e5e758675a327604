using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Core.Merging;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount;

/// <summary>
/// The first POST shows what would become one, the second makes it one, whether the other account was proven by a key or at
/// <see cref="Prove.IndexModel"/>. A key or a ticket is in forms only, never in an address.
/// </summary>
public sealed class MergeModel(MergeAccounts merges, ProofTickets tickets, FreshProof proof, Text text) : PageModel
{
    public const string KeyField = "cle";
    public const string TicketField = "preuve";

    [BindProperty(Name = "passe")]
    public string? Password { get; set; }

    [BindProperty(Name = KeyField)]
    public string? Pasted { get; set; }

    [BindProperty(Name = TicketField)]
    public string? Ticket { get; set; }

    [BindProperty(Name = "autre")]
    public bool KeepsOther { get; set; }

    [BindProperty(Name = "vu")]
    public string? Digest { get; set; }

    /// <summary>What to confirm; null when the page tells of a refusal.</summary>
    public Check? Check { get; private set; }

    public string? Refusal { get; private set; }

    /// <summary>No other key is the answer: the school decides, or these accounts stay apart.</summary>
    public bool IsFinal =>
        Refusal is "merge.co-parents" or "merge.hold" or "merge.held" or "merge.administrator" or "merge.own-inactive" or "merge.source-family";

    public IActionResult OnGet() => Redirect("/mon-compte#rattacher");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation) =>
        await merges.PreviewAsync(Claim(), cancellation) switch
        {
            MergePlan.Ready ready => Preview(ready),
            MergePlan.Refused refused => Refuse(refused.Reason.Code()),
            _ => Refuse("merge.held"),
        };

    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellation)
    {
        if (await proof.RefusalAsync(HttpContext, Password, cancellation) is { } refusal)
        {
            var again = await OnPostAsync(cancellation);
            ModelState.AddModelError("passe", text[refusal]);
            return again;
        }

        switch (await merges.ConfirmAsync(Claim(), Digest ?? "", cancellation))
        {
            case MergeOutcome.Merged merged:
                return await DoneAsync(merged);
            case MergeOutcome.Changed changed:
                return Preview(changed.Plan, changed: true);
            case MergeOutcome.Refused refused:
                return Refuse(refused.Reason.Code());
            default:
                return Refuse("merge.held");
        }
    }

    private MergeClaim Claim() =>
        Ticket is null
            ? new PastedKeys(User.AccountId(), MergeCode.FindAll(Pasted), KeepsOther, HttpContext.Address())
            : new TypedSecret(User.AccountId(), tickets.Read(Ticket), KeepsOther, HttpContext.Address());

    private PageResult Preview(MergePlan.Ready ready, bool changed = false)
    {
        var (field, carried) = Ticket is null ? (KeyField, Pasted) : (TicketField, Ticket);
        Check = new(ready, field, carried, KeepsOther, AsksPassword: !proof.IsFresh(HttpContext), changed);
        // The page's own fields win over those that were posted.
        ModelState.Clear();
        return Page();
    }

    private IActionResult Refuse(string code)
    {
        if (Ticket is not null)
        {
            TempData[Prove.IndexModel.Refused] = code;
            return Redirect("/mon-compte/rattacher/identifiant");
        }

        Refusal = code;
        // A new key, pasted behind one that will not do, would be refused with it.
        if (code is not ("merge.too-many-keys" or "merge.conflict"))
        {
            Pasted = null;
        }

        ModelState.AddModelError(KeyField, text[code, User.Identity!.Name]);
        return Page();
    }

    private async Task<IActionResult> DoneAsync(MergeOutcome.Merged merged)
    {
        if (!KeepsOther)
        {
            return Redirect("/mon-compte/rattacher/fait?" + string.Join('&', merged.Merges.Select(m => $"m={m}")));
        }

        TempData["gathered"] = User.Identity!.Name;
        TempData["kept"] = merged.KeptLogin;
        await SignInCookie.SignOutAsync(HttpContext);
        return Redirect("/connexion");
    }
}
