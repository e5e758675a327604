using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.MyAccount.History;

public sealed class IndexModel(RattacheDb db) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "avant")]
    public Guid? Before { get; set; }

    public HistoryPage History { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        // Whatever stands in the address that is no line's: the newest.
        ModelState.Clear();
        History = await db.LoadHistoryAsync(User.AccountId(), Before, cancellation);
    }
}
