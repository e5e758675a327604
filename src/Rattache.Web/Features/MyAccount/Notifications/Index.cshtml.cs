using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Email;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.MyAccount.Notifications;

/// <summary>Which messages go where. What keeps the account safe cannot be switched off, so there is nothing to switch yet.</summary>
public sealed class IndexModel(RattacheDb db) : PageModel
{
    public string? Address { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Address = await db.VerifiedAddressAsync(User.AccountId(), cancellation);
}
