using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.MyChildren;

/// <summary>Every child, in every school, through whichever login they come.</summary>
public sealed class IndexModel(RattacheDb db) : PageModel
{
    public AccountView Person { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var id = User.AccountId();
        Person = AccountView.Of(await db.LoadGraphAsync([id], cancellation), id);
    }
}
