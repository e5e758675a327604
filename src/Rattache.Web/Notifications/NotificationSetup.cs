using Rattache.Web.Features.MyAccount.Notifications;

namespace Rattache.Web.Notifications;

public static class NotificationSetup
{
    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<UnsubscribeTicket>();
        builder.Services.AddSingleton<DigestLetters>();
        builder.Services.AddScoped<SendDigests>();
        builder.Services.AddScoped<StopNotifications>();
        builder.Services.AddScoped<ChooseNotifications>();
        builder.Services.AddHostedService<DigestSender>();
    }
}
