using Microsoft.Extensions.Options;

namespace Rattache.Web.Outbox;

public static class OutboxSetup
{
    public static void AddOutbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailSettings>().Bind(builder.Configuration.GetSection(MailSettings.Section)).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<MailSettings>, MailSettingsRules>();
        builder.Services.AddSingleton<Mails>();
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxDispatcher>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OutboxDispatcher>());
    }
}
