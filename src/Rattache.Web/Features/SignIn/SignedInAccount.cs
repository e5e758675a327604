using System.Security.Claims;
using Rattache.Core.Accounts;

namespace Rattache.Web.Features.SignIn;

/// <summary>Who is signed in, as the cookie says and every request checks.</summary>
public static class SignedInAccount
{
    public static AccountId AccountId(this ClaimsPrincipal person) => new(Guid.Parse(person.FindFirstValue(ClaimTypes.NameIdentifier)!));

    public static AccountKind AccountKind(this ClaimsPrincipal person) => Enum.Parse<AccountKind>(person.FindFirstValue(ClaimTypes.Role)!);

    /// <summary>Where the request came from (<see cref="NetworkAddress"/>); a proxy's address only when none is configured as trusted.</summary>
    public static string? Address(this HttpContext http) => http.Connection.RemoteIpAddress is { } address ? NetworkAddress.Of(address) : null;
}
