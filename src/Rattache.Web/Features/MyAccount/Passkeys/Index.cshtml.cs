using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.SecondFactor;

namespace Rattache.Web.Features.MyAccount.Passkeys;

/// <summary><em>Clés d’accès</em>: those of the account, and the way to another.</summary>
[BeforeSecondFactor]
public sealed class IndexModel(ChangePasskeys passkeys) : PageModel
{
    public IReadOnlyList<UserPasskeyInfo> Passkeys { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Passkeys = await passkeys.ListAsync(User.AccountId(), cancellation);
}
