using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.MyChildren;

/// <summary>Every child, in every school, through whichever login they come.</summary>
public sealed class IndexModel(RattacheDb db, DepartureDelays delays) : PageModel
{
    public AccountView Person { get; private set; } = null!;

    /// <summary>Null while the school's lists hold the person.</summary>
    public Departure? Departure { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var id = User.AccountId();
        var graph = await db.LoadGraphAsync([id], cancellation);
        Person = AccountView.Of(graph, id);
        Departure = Departure.Of(graph.Tree(id), delays);
    }
}
