using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;

namespace Rattache.Web.Features.MyAccount.Email;

public static class VerifiedAddress
{
    /// <summary>Where notices go; null when the person has confirmed none. The feed's address is not theirs to be told at.</summary>
    public static Task<string?> VerifiedAddressAsync(this RattacheDb db, AccountId account, CancellationToken cancellation) =>
        db.Users.Where(c => c.Id == account && c.EmailConfirmed).Select(c => c.Email).SingleOrDefaultAsync(cancellation);
}
