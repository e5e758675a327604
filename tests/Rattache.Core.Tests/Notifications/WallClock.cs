namespace Rattache.Core.Tests.Notifications;

/// <summary>
/// When a digest should leave, found by looking at the clock of the place every quarter of an hour: slow, and knowing nothing of hours that
/// are skipped or come twice.
/// </summary>
internal static class WallClock
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);
    private static readonly Dictionary<(string, int, DateOnly), DateTimeOffset> Known = [];

    /// <summary>The first moment of a local day at which the clock shows the hour or a later one.</summary>
    public static DateTimeOffset Slot(TimeZoneInfo zone, int hour, DateOnly day)
    {
        lock (Known)
        {
            return Known.TryGetValue((zone.Id, hour, day), out var known) ? known : Known[(zone.Id, hour, day)] = Find(zone, hour, day);
        }
    }

    /// <summary>Those of each day from a day before the one to a day after the other.</summary>
    public static IEnumerable<DateTimeOffset> Slots(TimeZoneInfo zone, int hour, DayOfWeek? only, DateTimeOffset from, DateTimeOffset to)
    {
        var last = Date(zone, to).AddDays(1);
        for (var day = Date(zone, from).AddDays(-8); day <= last; day = day.AddDays(1))
        {
            if (only is null || day.DayOfWeek == only)
            {
                yield return Slot(zone, hour, day);
            }
        }
    }

    private static DateTimeOffset Find(TimeZoneInfo zone, int hour, DateOnly day)
    {
        var moment = new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.FromHours(14)); // no place is further ahead
        while (Date(zone, moment) != day || TimeZoneInfo.ConvertTime(moment, zone).Hour < hour)
        {
            moment += Step;
        }

        return moment;
    }

    private static DateOnly Date(TimeZoneInfo zone, DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
