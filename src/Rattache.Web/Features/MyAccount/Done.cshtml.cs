using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.MyAccount;

/// <summary>What just happened, and what comes next.</summary>
public sealed class DoneModel(RattacheDb db) : PageModel
{
    public AccountView Person { get; private set; } = null!;

    public ImmutableArray<MergedLogin> Gathered { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "m")] Guid[] merges, CancellationToken cancellation)
    {
        var id = User.AccountId();
        Person = AccountView.Of(await db.LoadGraphAsync([id], cancellation), id);
        Gathered = [.. Person.MergedLogins.Where(m => merges.Contains(m.MergeId.Value))];
        return Gathered.IsEmpty ? Redirect("/mon-compte#rattacher") : Page();
    }
}
