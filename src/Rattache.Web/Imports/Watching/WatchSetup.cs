namespace Rattache.Web.Imports.Watching;

public static class WatchSetup
{
    public static void AddWatching(this WebApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<WatchSettings>()
            .BindConfiguration(WatchSettings.Section)
            .Validate(
                s => WatchSettings.IsBounded(s.Quiet) && WatchSettings.IsBounded(s.Period),
                "Imports:Watch:Quiet and :Period must lie between 1 second and 1 hour."
            )
            .ValidateOnStart();
        builder.Services.AddHostedService<DeliveryWatch>();
    }
}
