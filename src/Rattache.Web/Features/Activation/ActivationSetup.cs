using Rattache.Web.Activation;

namespace Rattache.Web.Features.Activation;

public static class ActivationSetup
{
    public static void AddActivation(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ActivationCodes>();
        builder.Services.AddSingleton<ActivationTicket>();
        builder.Services.AddScoped<ActivateAccount>();
    }
}
