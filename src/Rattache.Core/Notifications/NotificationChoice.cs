namespace Rattache.Core.Notifications;

/// <summary>How often a person hears of each kind, and when.</summary>
/// <param name="Hour">Of the day, 0 to 23, by the clocks of <paramref name="TimeZone"/>.</param>
/// <param name="Day">Of what comes once a week.</param>
/// <param name="TimeZone">Its IANA name.</param>
public sealed record NotificationChoice(
    NotificationPace Merges,
    NotificationPace Children,
    NotificationPace Services,
    int Hour,
    DayOfWeek Day,
    string TimeZone
)
{
    /// <summary>Of whoever chose nothing: little, and no news of services, which nobody asked for.</summary>
    public static NotificationChoice Default { get; } =
        new(NotificationPace.Daily, NotificationPace.Weekly, NotificationPace.Never, 18, DayOfWeek.Friday, "Europe/Paris");

    public NotificationPace Of(NotificationKind kind) =>
        kind switch
        {
            NotificationKind.Security => NotificationPace.Immediate,
            NotificationKind.Merges => Merges,
            NotificationKind.Children => Children,
            NotificationKind.Services => Services,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
        };

    /// <exception cref="ArgumentOutOfRangeException">Of what keeps an account safe nothing is chosen.</exception>
    public NotificationChoice With(NotificationKind kind, NotificationPace pace) =>
        kind switch
        {
            NotificationKind.Merges => this with { Merges = pace },
            NotificationKind.Children => this with { Children = pace },
            NotificationKind.Services => this with { Services = pace },
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not to be chosen."),
        };
}
