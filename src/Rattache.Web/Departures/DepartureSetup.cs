using Microsoft.Extensions.Options;
using Rattache.Web.Audit;
using Rattache.Web.Features.SignIn.Sessions;

namespace Rattache.Web.Departures;

public static class DepartureSetup
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1_096);

    /// <summary>Also of the verbs.</summary>
    public static void AddDepartures(this IServiceCollection services)
    {
        services
            .AddOptions<DepartureSettings>()
            .BindConfiguration("Departures")
            .Validate(s => AreDays(s.CloseAfter), "Departures:CloseAfter must be whole days, 1 to 1096, such as 90.00:00:00.")
            .Validate(s => AreDays(s.EraseAfter), "Departures:EraseAfter must be whole days, 1 to 1096, such as 90.00:00:00.")
            .ValidateOnStart();
        services
            .AddOptions<AuditSettings>()
            .BindConfiguration("Audit")
            .Validate(s => AreDays(s.KeepAddresses), "Audit:KeepAddresses must be whole days, 1 to 1096, such as 365.00:00:00.")
            .ValidateOnStart();
        services
            .AddOptions<RetentionSettings>()
            .BindConfiguration("Retention")
            .Validate(s => AreDays(s.Devices), "Retention:Devices must be whole days, 1 to 1096, such as 365.00:00:00.")
            .Validate(s => AreDays(s.Mails), "Retention:Mails must be whole days, 1 to 1096, such as 30.00:00:00.")
            .Validate(s => AreDays(s.ImportDetails), "Retention:ImportDetails must be whole days, 1 to 1096, such as 90.00:00:00.")
            .ValidateOnStart();
        services
            .AddOptions<SessionSettings>()
            .BindConfiguration("Sessions")
            .Validate(
                s => s.KeepFor >= SessionSettings.Shortest && s.KeepFor <= SessionSettings.Longest,
                "Sessions:KeepFor must be 2 hours to 30 days, such as 1.00:00:00."
            )
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<DepartureSettings>>().Value.Delays);
        services.AddScoped<ErasePeople>();
        services.AddScoped<EraseTraces>();
    }

    private static bool AreDays(TimeSpan time) => time >= TimeSpan.FromDays(1) && time <= Longest && time.Ticks % TimeSpan.TicksPerDay == 0;
}
