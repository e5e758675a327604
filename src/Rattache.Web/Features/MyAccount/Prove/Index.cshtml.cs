using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Core.Merging;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.Prove;

/// <summary>
/// The other way to prove: the other account's login, and its password or first-time code. What is right leads to the very check
/// that a key leads to, whose forms go to <see cref="MergeModel"/>.
/// </summary>
public sealed class IndexModel(ProveOther prove, ProofTickets tickets, MergeAccounts merges, FreshProof proof, Text text) : PageModel
{
    /// <summary>Under which <see cref="MergeModel"/> leaves the code of a refusal, to be told here.</summary>
    public const string Refused = "proof-refused";

    private const string LoginField = "identifiant";
    private const string SecretField = "secret";

    [BindProperty(Name = LoginField)]
    public string? Login { get; set; }

    [BindProperty(Name = SecretField)]
    public string? Secret { get; set; }

    /// <summary>What to confirm; null while the form is shown.</summary>
    public Check? Check { get; private set; }

    /// <summary>The code of the text that says what to do about a refusal.</summary>
    public string? WhatToDo { get; private set; }

    public void OnGet()
    {
        if (TempData[Refused] is string code)
        {
            Tell(code);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Login))
        {
            ModelState.AddModelError(LoginField, text["proof.login-missing"]);
        }

        if (string.IsNullOrEmpty(Secret))
        {
            ModelState.AddModelError(SecretField, text["proof.secret-missing"]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        switch (await prove.TryAsync(User.AccountId(), Login!, Secret!, HttpContext.Address(), cancellation))
        {
            case ProofOutcome.Given given:
                await PreviewAsync(given.Ticket, cancellation);
                break;
            case ProofOutcome.TooMany:
                ModelState.AddModelError(LoginField, text["proof.too-many"]);
                break;
            case ProofOutcome.SecondStep:
                ModelState.AddModelError(LoginField, text["proof.second-step"]);
                break;
            default:
                ModelState.AddModelError(LoginField, text["proof.refused"]);
                break;
        }

        return Page();
    }

    private async Task PreviewAsync(ProofTicket ticket, CancellationToken cancellation)
    {
        switch (await merges.PreviewAsync(new TypedSecret(User.AccountId(), ticket, KeepsOther: false, HttpContext.Address()), cancellation))
        {
            case MergePlan.Ready ready:
                Check = new(ready, MergeModel.TicketField, tickets.Write(ticket), KeepsOther: false, AsksPassword: !proof.IsFresh(HttpContext));
                break;
            case MergePlan.Refused refused:
                Tell(refused.Reason.Code());
                break;
            default:
                Tell("merge.held");
                break;
        }
    }

    // Where the words for a key would mislead, there are others.
    private void Tell(string code)
    {
        var words = code switch
        {
            "merge.same-account" => "proof.same-account",
            "merge.not-relative" => "proof.not-relative",
            "merge.proof-over" => "proof.over",
            _ => code,
        };
        ModelState.AddModelError(LoginField, text[words, User.Identity!.Name]);
        WhatToDo = words + "-do";
    }
}
