using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Data;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount;

/// <summary>Asks once before taking a merge back, saying which children then leave the page.</summary>
public sealed class DetachModel(RattacheDb db, UndoMerge undo, Text text) : PageModel
{
    public MergedLogin? Merged { get; private set; }

    /// <summary>Gathered by its first-time code: it takes a new one to open it afterwards (ADR 0014).</summary>
    public bool HasNoPassword { get; private set; }

    public IReadOnlyList<string> ChildrenLost { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        await LoadAsync(new(id), cancellation);
        return Merged is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        await LoadAsync(new(id), cancellation);
        if (Merged is null)
        {
            return Redirect("/mon-compte#rattacher");
        }

        if (await undo.UndoAsync(new(new(id), User.AccountId(), UndoProof.Root), HttpContext.Address(), cancellation) is UndoDecision.Refused refused)
        {
            ModelState.AddModelError("", text[refused.Reason.Code()]);
            return Page();
        }

        TempData["undone"] = Merged.Login;
        return Redirect("/mon-compte");
    }

    private async Task LoadAsync(MergeId merge, CancellationToken cancellation)
    {
        var me = User.AccountId();
        var graph = await db.LoadGraphAsync([me], cancellation);
        var person = AccountView.Of(graph, me);
        Merged = person.MergedLogins.FirstOrDefault(m => m.MergeId == merge);
        if (Merged is not null)
        {
            var absorbed = graph.Forest.Find(merge)!.AbsorbedId;
            HasNoPassword =
                await db.Users.AnyAsync(c => c.Id == absorbed && c.PasswordHash == null, cancellation) && !graph.Accounts[absorbed].Federated;
            var left = AccountView.Of(graph with { Forest = graph.Forest.Cut(merge) }, me).Children;
            ChildrenLost = [.. person.Children.Where(c => !left.Any(l => l.StudentIds.Intersect(c.StudentIds).Any())).Select(c => c.FirstName)];
        }
    }
}
