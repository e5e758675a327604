using Rattache.Core.Accounts;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Accounts;

public sealed class DepartureTests
{
    private static readonly DepartureDelays Delays = new(TimeSpan.FromDays(90), TimeSpan.FromDays(30));
    private static readonly AccountFacts One = Some.Parent("franck.cavel");
    private static readonly AccountFacts Other = Some.Parent("franck.cavel3");

    private static DateTimeOffset Day(int day) => Some.Now.AddDays(day);

    [Fact]
    public void Of_OneAccountStillInTheDirectory_IsNone() => Departure.Of([One with { LeftAt = Day(1) }, Other], Delays).ShouldBeNull();

    [Fact]
    public void Of_NoAccount_IsNone() => Departure.Of([], Delays).ShouldBeNull();

    [Theory]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    public void Of_AllLeft_IsSinceTheLast(int one, int other) =>
        Departure.Of([One with { LeftAt = Day(one) }, Other with { LeftAt = Day(other) }], Delays)!.Since.ShouldBe(Day(5));

    [Theory]
    [InlineData(1, 9, 9)]
    [InlineData(9, 1, 9)]
    public void Of_CutAfterwards_IsSinceTheCut(int left, int cut, int since) =>
        Departure.Of([One with { LeftAt = Day(left), CutAt = Day(cut) }, Other with { LeftAt = Day(0) }], Delays)!.Since.ShouldBe(Day(since));

    [Theory]
    [InlineData(0, false, false)]
    [InlineData(89, false, false)]
    [InlineData(90, true, false)]
    [InlineData(119, true, false)]
    [InlineData(120, true, true)]
    public void AsDaysPass_ClosesThenErases(int day, bool closed, bool due)
    {
        var departure = Departure.Of([One with { LeftAt = Day(0) }], Delays)!;
        departure.IsClosedAt(Day(day)).ShouldBe(closed);
        departure.IsDueAt(Day(day)).ShouldBe(due);
        (departure.Since <= Delays.ClosedUpTo(Day(day))).ShouldBe(closed);
        (departure.Since <= Delays.DueUpTo(Day(day))).ShouldBe(due);
    }
}
