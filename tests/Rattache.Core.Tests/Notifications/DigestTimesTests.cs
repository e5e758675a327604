using CsCheck;
using Rattache.Core.Notifications;

namespace Rattache.Core.Tests.Notifications;

public sealed class DigestTimesTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    // Both hemispheres, leaps at midnight and of half an hour, one day's difference, and none.
    private static readonly TimeZoneInfo[] Zones =
    [
        .. new[]
        {
            "Europe/Paris",
            "America/Martinique",
            "America/Miquelon",
            "Indian/Reunion",
            "Pacific/Noumea",
            "Pacific/Wallis",
            "America/Havana",
            "Africa/Cairo",
            "Asia/Beirut",
            "Australia/Lord_Howe",
            "Pacific/Kiritimati",
        }.Select(TimeZoneInfo.FindSystemTimeZoneById),
    ];

    private static readonly Gen<TimeZoneInfo> AnyZone = Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]);

    private static readonly Gen<DigestTimes> AnyTimes = Gen.Select(
        Gen.Int[0, 23],
        Gen.Int[0, 6],
        AnyZone,
        (hour, day, zone) => new DigestTimes(hour, (DayOfWeek)day, zone)
    );

    private static readonly Gen<NotificationPace> AnyPace = Gen.Bool.Select(daily => daily ? NotificationPace.Daily : NotificationPace.Weekly);

    // From a minute to two weeks, within two years: every change of clocks is somewhere in it.
    private static readonly Gen<TimeSpan[]> AnyPauses = Gen.OneOf(Gen.Int[1, 90], Gen.Int[1, 2_000], Gen.Int[1, 20_000])
        .Select(minutes => TimeSpan.FromMinutes(minutes))
        .Array[1, 40];

    private static readonly Gen<DateTimeOffset> AnyStart = Gen.Int[0, 700 * 24 * 60].Select(minutes => Start.AddMinutes(minutes));

    [Fact]
    public void Due_AnyTicks_EachPeriodAtMostOnce_AndOfThoseMissedTheLatestAlone() =>
        Gen.Select(AnyTimes, AnyPace, AnyStart, AnyPauses)
            .Sample(
                (times, pace, start, pauses) =>
                {
                    var (now, last) = (start, (DateTimeOffset?)start);
                    var ends = pauses.Aggregate(start, (at, pause) => at + pause);
                    var slots = Slots(times, pace, start, ends);
                    foreach (var pause in pauses)
                    {
                        now += pause;
                        var latest = slots.Last(s => s <= now);

                        times.Due(pace, last, now).ShouldBe(latest > last ? latest : null);
                        last = times.Due(pace, last, now) ?? last;

                        times.Due(pace, last, now).ShouldBeNull();
                    }
                },
                iter: 600
            );

    [Fact]
    public void Due_TicksThatMissNothing_EachPeriodExactlyOnce() =>
        Gen.Select(AnyTimes, AnyPace, AnyStart)
            .Sample(
                (times, pace, start) =>
                {
                    var sent = new List<DateTimeOffset>();
                    var ends = start.AddDays(30);
                    for (var now = start; now <= ends; now += TimeSpan.FromMinutes(10))
                    {
                        if (times.Due(pace, sent.Count == 0 ? start : sent[^1], now) is { } slot)
                        {
                            sent.Add(slot);
                        }
                    }

                    sent.ShouldBe(Slots(times, pace, start, ends).Where(s => s > start && s <= ends));
                },
                iter: 60
            );

    [Fact]
    public void Next_IsTheFirstPeriodAfterNow() =>
        Gen.Select(AnyTimes, AnyPace, AnyStart)
            .Sample((times, pace, now) => times.Next(pace, now).ShouldBe(Slots(times, pace, now, now.AddDays(8)).First(s => s > now)), iter: 600);

    [Fact]
    public void Due_AWeekAsleep_IsOneDigestAndNotSeven()
    {
        var times = new DigestTimes(18, DayOfWeek.Friday, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        var last = times.Due(NotificationPace.Daily, null, Start.AddDays(30));

        var woken = Start.AddDays(37).AddHours(3);
        var slot = times.Due(NotificationPace.Daily, last, woken);

        slot.ShouldBe(new(2026, 2, 10, 17, 0, 0, TimeSpan.Zero));
        times.Due(NotificationPace.Daily, slot, woken).ShouldBeNull();
    }

    [Theory]
    [InlineData("2026-03-29T01:00Z")] // two o'clock does not come: three does
    [InlineData("2026-10-25T00:00Z")] // two o'clock comes twice: the first
    [InlineData("2026-07-14T00:00Z")]
    [InlineData("2026-12-25T01:00Z")]
    public void Due_AtTwoInParis_OnTheDaysWhenClocksChange(string at)
    {
        var times = new DigestTimes(2, DayOfWeek.Sunday, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        var slot = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);

        times.Due(NotificationPace.Daily, slot.AddDays(-1), slot.AddHours(5)).ShouldBe(slot);
        times.Due(NotificationPace.Daily, slot, slot.AddHours(5)).ShouldBeNull();
    }

    [Fact]
    public void Due_OfWhatHasNoHour_IsAFlaw() =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            new DigestTimes(18, DayOfWeek.Friday, TimeZoneInfo.Utc).Due(NotificationPace.Immediate, null, Start)
        );

    private static List<DateTimeOffset> Slots(DigestTimes times, NotificationPace pace, DateTimeOffset from, DateTimeOffset to) =>
        [.. WallClock.Slots(times.Zone, times.Hour, pace == NotificationPace.Weekly ? times.Day : null, from, to)];
}
