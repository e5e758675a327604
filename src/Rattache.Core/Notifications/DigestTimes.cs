namespace Rattache.Core.Notifications;

/// <summary>
/// When digests leave: each local day, or one day of the week, at the first moment when the clocks of the place show the hour or, where
/// that hour is skipped in spring, a later one. An hour that comes twice counts once, the first time.
/// </summary>
public sealed record DigestTimes(int Hour, DayOfWeek Day, TimeZoneInfo Zone)
{
    private const int Week = 7;

    /// <summary>
    /// The digest to send now, named by the moment that it was for: the latest that has come, unless it was sent. Of those that passed
    /// while nobody looked it is the only one.
    /// </summary>
    /// <param name="last">The moment of the last digest sent at this pace, or since when the choice stands; null for neither.</param>
    public DateTimeOffset? Due(NotificationPace pace, DateTimeOffset? last, DateTimeOffset now)
    {
        var latest = Latest(pace, now);
        return last >= latest ? null : latest;
    }

    /// <summary>The first one after <paramref name="now"/>.</summary>
    public DateTimeOffset Next(NotificationPace pace, DateTimeOffset now) => Of(DateOn(Latest(pace, now)).AddDays(Step(pace)));

    private DateTimeOffset Latest(NotificationPace pace, DateTimeOffset now)
    {
        var step = Step(pace);
        var day = DateOn(now);
        if (step == Week)
        {
            day = day.AddDays(-((day.DayOfWeek - Day + Week) % Week));
        }

        while (Of(day) > now)
        {
            day = day.AddDays(-step);
        }

        return Of(day);
    }

    private DateTimeOffset Of(DateOnly day)
    {
        var clock = day.ToDateTime(new TimeOnly(Hour, 0));
        // What the clocks skip is counted from before the leap, which comes to the leap itself.
        var offset =
            Zone.IsInvalidTime(clock) ? Zone.GetUtcOffset(clock.AddDays(-1))
            : Zone.IsAmbiguousTime(clock) ? Zone.GetAmbiguousTimeOffsets(clock).Max()
            : Zone.GetUtcOffset(clock);
        return new DateTimeOffset(clock, offset).ToUniversalTime();
    }

    private DateOnly DateOn(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    private static int Step(NotificationPace pace) =>
        pace switch
        {
            NotificationPace.Daily => 1,
            NotificationPace.Weekly => Week,
            _ => throw new ArgumentOutOfRangeException(nameof(pace), pace, "Only what comes by the day or the week has an hour."),
        };
}
