using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Rattache.Core.Accounts;
using Rattache.Web.Features.Legal;

namespace Rattache.Web.Features.SignIn;

/// <summary>The cookie holds the session, the account, its stamp, and when the password was given; everything else is read anew.</summary>
public static class SignInCookie
{
    internal const string Stamp = "stamp";
    private const string Session = "session";
    private const string ProvenAt = "proven-at";

    /// <param name="http">The request that proved it.</param>
    /// <param name="session">Opened now, or the one that is open already and is proven again.</param>
    /// <param name="credentials">With the stamp as it is in the database.</param>
    /// <param name="kind">Of the account.</param>
    /// <param name="now">When the password was given.</param>
    public static Task SignInAsync(HttpContext http, Guid session, Credentials credentials, AccountKind kind, DateTimeOffset now)
    {
        var identity = new ClaimsIdentity(
            [
                new(Session, session.ToString("N")),
                new(ClaimTypes.NameIdentifier, credentials.Id.ToString()),
                new(ClaimTypes.Name, credentials.UserName!),
                new(ClaimTypes.Role, kind.ToString()),
                new(Stamp, credentials.SecurityStamp!),
                new(Terms.Claim, Terms.Accepted(credentials).ToString(CultureInfo.InvariantCulture)),
                new(ProvenAt, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ],
            CookieAuthenticationDefaults.AuthenticationScheme
        );
        return http.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, new ClaimsPrincipal(identity));
    }

    public static Task SignOutAsync(HttpContext http) => http.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);

    /// <summary>Null when nobody is signed in.</summary>
    public static Guid? SessionId(this ClaimsPrincipal person) => Guid.TryParse(person.FindFirstValue(Session), out var id) ? id : null;

    /// <summary>When whoever is signed in last gave their password.</summary>
    public static DateTimeOffset ProvenSince(this ClaimsPrincipal person) =>
        DateTimeOffset.FromUnixTimeSeconds(long.Parse(person.FindFirstValue(ProvenAt)!, CultureInfo.InvariantCulture));
}
