using Microsoft.Extensions.Options;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Languages;

/// <summary>
/// The language of this browser: chosen in a page, or that of the last account signed in. A choice that nobody's account has taken
/// yet is marked with <c>!</c>, until the next sign-in takes it.
/// </summary>
public sealed class LanguageCookie(IOptions<Settings> settings)
{
    private const char Fresh = '!';
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    private bool Secure => settings.Value.PublicUrl.Scheme == Uri.UriSchemeHttps;

    private string Name => Secure ? "__Host-langue" : "langue";

    /// <summary>Null for a browser that has chosen none.</summary>
    public (Language Language, bool IsFresh)? Read(HttpContext http) =>
        http.Request.Cookies[Name] is { } kept && Language.Find(kept.TrimEnd(Fresh)) is { } language ? (language, kept[^1] == Fresh) : null;

    public void Write(HttpContext http, Language language, bool isFresh) =>
        http.Response.Cookies.Append(
            Name,
            isFresh ? language.Code + Fresh : language.Code,
            new()
            {
                HttpOnly = true,
                Secure = Secure,
                SameSite = SameSiteMode.Lax,
                Path = "/",
                MaxAge = Life,
                IsEssential = true,
            }
        );
}
