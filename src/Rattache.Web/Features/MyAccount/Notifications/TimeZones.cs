using System.Collections.Immutable;

namespace Rattache.Web.Features.MyAccount.Notifications;

/// <summary>The time zones to choose from, by their IANA names: those of France first, by name, then whatever else the machine knows.</summary>
public static class TimeZones
{
    /// <summary>With the code of the text that names the place.</summary>
    public static ImmutableArray<(string Zone, string Text)> French { get; } =
    [
        ("Europe/Paris", "notifications.zone-metropole"),
        ("America/Guadeloupe", "notifications.zone-guadeloupe"),
        ("America/Cayenne", "notifications.zone-guyane"),
        ("Indian/Reunion", "notifications.zone-reunion"),
        ("America/Martinique", "notifications.zone-martinique"),
        ("Indian/Mayotte", "notifications.zone-mayotte"),
        ("Pacific/Noumea", "notifications.zone-noumea"),
        ("Pacific/Tahiti", "notifications.zone-tahiti"),
        ("America/St_Barthelemy", "notifications.zone-saint-barthelemy"),
        ("America/Marigot", "notifications.zone-saint-martin"),
        ("America/Miquelon", "notifications.zone-miquelon"),
        ("Pacific/Wallis", "notifications.zone-wallis"),
    ];

    /// <summary>As the database of time zones writes them: places, not abbreviations or bare offsets.</summary>
    public static ImmutableArray<string> Elsewhere { get; } =
    [
        .. TimeZoneInfo
            .GetSystemTimeZones()
            .Select(z => z.Id)
            .Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal))
            .Except(French.Select(f => f.Zone), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    public static bool Knows(string? zone) => French.Any(f => f.Zone == zone) || (zone is not null && Elsewhere.Contains(zone));
}
