using System.Text.Unicode;
using Microsoft.Extensions.WebEncoders;
using Rattache.Web.Data;
using Rattache.Web.Features.Languages;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.Shared;

/// <summary>What every page stands on: texts, language, style, headers, and the pages for what goes wrong.</summary>
public static class Screens
{
    public static void AddScreens(this WebApplicationBuilder builder)
    {
        // Also outside Development, from the build's own output: `dotnet run` finds style and script in every environment.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(options => options.AddServerHeader = false);
        builder.Services.AddRazorPages(options => options.RootDirectory = "/Features");
        builder.Services.AddSingleton<Text>();
        builder.Services.AddSingleton<LanguageCookie>();
        builder.Services.AddScoped<LanguageChoice>();
        // French letters as they are, not as numbers: pages stay small and readable.
        builder.Services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new(UnicodeRanges.All));
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SupportedCultures = [.. Language.All.Select(language => language.Culture)];
            options.SupportedUICultures = [.. Language.All.Select(language => language.Words)];
            options.RequestCultureProviders = [new ReaderLanguage()];
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
    }

    /// <summary>Comes first, before authentication: pages of errors know who is signed in, and carry the same headers.</summary>
    public static void UseScreens(this WebApplication app)
    {
        app.UseScreenHeaders();
        app.UseRequestLocalization();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/erreur/500",
                StatusCodeSelector = e =>
                    DatabaseBusyException.IsBehind(e) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
                SuppressDiagnosticsCallback = context => DatabaseBusyException.IsBehind(context.Exception), // nothing is broken
            }
        );
        app.UseStatusCodePagesWithReExecute("/erreur/{0}");
        app.UseRouting();
        app.UseWholeForms();
    }

    public static void MapScreens(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorPages().WithStaticAssets();
        // An address that is nothing says so to everybody, rather than ask to sign in for nothing.
        app.MapFallback("{**path}", () => Results.NotFound()).AllowAnonymous();
    }
}
