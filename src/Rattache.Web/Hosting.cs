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
        builder.Services.AddHealthChecks().AddDbContextCheck<RattacheDb>(tags: ["ready"]);
        builder.AddCookieKeys();
        builder.AddFrontDoor();
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") }).AllowAnonymous();
    }
}
