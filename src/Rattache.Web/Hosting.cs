using Microsoft.Extensions.Options;
using Rattache.Web.Data;

namespace Rattache.Web;

/// <summary>What any process of Rattache needs, whatever it serves.</summary>
public static class Hosting
{
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (string.IsNullOrEmpty(configuration["urls"]) && string.IsNullOrEmpty(configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(Settings.DefaultUrl);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 * 1024; // the longest form of a parent is a few keys
        });
        builder.Services.Configure<Settings>(configuration);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHealthChecks().AddDbContextCheck<RattacheDb>(tags: ["ready"], customTestQuery: Migrator.IsDoneAsync);
        builder.AddCookieKeys();
        builder.AddFrontDoor();
    }

    /// <summary>Before anything else is done by them; the host would do so last, and bury the sentence under its log.</summary>
    /// <exception cref="OptionsValidationException">One of them does not fit: the sentence names it and its bounds.</exception>
    public static void CheckSettings(this WebApplication app) => app.Services.GetRequiredService<IStartupValidator>().Validate();

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
    }
}
