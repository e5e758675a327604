using Microsoft.Extensions.Options;

namespace Rattache.Web.Outbox;

public static class OutboxSetup
{
    public static void AddOutbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailSettings>().Bind(builder.Configuration.GetSection(MailSettings.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<MailSettings>, MailSettingsRules>();
        builder.Services.AddOptions<SmsSettings>().Bind(builder.Configuration.GetSection(SmsSettings.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SmsSettings>, SmsSettingsRules>();
        builder.Services.AddSmsClient();
        builder.Services.AddSingleton<Mails>();
        builder.Services.AddSingleton<SmsMessages>();
        builder.Services.AddSingleton<Messages>();
        builder.Services.AddSingleton<SmsRoute>();
        builder.Services.AddSingleton<MailRoute>();
        builder.Services.AddSingleton<IOutboxRoute>(services => services.GetRequiredService<MailRoute>());
        builder.Services.AddSingleton<IOutboxRoute, DigestRoute>();
        builder.Services.AddSingleton<IOutboxRoute>(services => services.GetRequiredService<SmsRoute>());
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxDispatcher>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OutboxDispatcher>());
    }

    /// <summary>Follows nobody elsewhere and remembers nothing. Its own logs would hold the address and, at their finest, the secret.</summary>
    internal static void AddSmsClient(this IServiceCollection services) =>
        services
            .AddHttpClient(SmsSettings.Section)
            .ConfigureHttpClient((provider, http) => http.Timeout = provider.GetRequiredService<IOptions<SmsSettings>>().Value.Timeout)
            .UseSocketsHttpHandler(
                (handler, _) =>
                {
                    handler.AllowAutoRedirect = false;
                    handler.UseCookies = false;
                    handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2); // follows a change of the provider's name
                }
            )
            .RemoveAllLoggers();
}
