using Microsoft.AspNetCore.Localization;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Languages;

/// <summary>The language of a page: what was chosen in this browser, else the first of ours that the browser asks for, else French.</summary>
internal sealed class ReaderLanguage : IRequestCultureProvider
{
    public Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var cookie = httpContext.RequestServices.GetRequiredService<LanguageCookie>();
        var language = cookie.Read(httpContext)?.Language ?? Asked(httpContext.Request) ?? Language.French;
        return Task.FromResult<ProviderCultureResult?>(new(language.Culture.Name, language.Words.Name));
    }

    private static Language? Asked(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.Where(asked => asked.Quality is not 0)
            .OrderByDescending(asked => asked.Quality ?? 1)
            .Select(asked => Language.Of(asked.Value.ToString()))
            .FirstOrDefault(language => language is not null);
}
