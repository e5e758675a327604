using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Rattache.Web.Features.Legal;

public static class LegalSetup
{
    public static void AddLegal(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LegalSettings>().BindConfiguration(LegalSettings.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<LegalSettings>, LegalSettingsRules>();
        builder.Services.AddHostedService<LegalWarning>();
        builder.Services.Configure<MvcOptions>(options => options.Filters.Add<AsksTerms>());
    }
}

/// <summary>Says at start, where real people sign in, what the notice does not say.</summary>
internal sealed partial class LegalWarning(IOptions<LegalSettings> legal, IHostEnvironment environment, ILogger<LegalWarning> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!legal.Value.AreSet && environment.IsProduction())
        {
            LogNobody(logger);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(
        LogLevel.Error,
        "Legal:Controller is not set: THE PRIVACY NOTICE NAMES NOBODY (GDPR, article 13). Set it with Legal:Contact and Legal:ProtectionOfficer."
    )]
    private static partial void LogNobody(ILogger logger);
}
