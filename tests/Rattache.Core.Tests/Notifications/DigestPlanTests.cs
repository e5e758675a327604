using CsCheck;
using Rattache.Core.Notifications;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Notifications;

public sealed class DigestPlanTests
{
    private static readonly DigestTimes Times = new(18, DayOfWeek.Friday, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
    private static readonly Gen<NotificationPace> AnyPace = Gen.Int[1, 4].Select(pace => (NotificationPace)pace);

    private static readonly Gen<NotificationChoice> AnyChoice = Gen.Select(AnyPace, AnyPace)
        .Select((merges, children) => NotificationChoice.Default with { Merges = merges, Children = children });

    [Fact]
    public void Make_AnyTicksAndNotices_EachIsToldOnceOrDropped_AndADigestLeavesOnce() =>
        Gen.Select(AnyChoice, Gen.Select(Gen.Int[1, 6_000], Gen.Int[1, 4]).Array[1, 60])
            .Sample(
                (choice, steps) =>
                {
                    var (now, number) = (Some.Now, 0);
                    var last = new Dictionary<NotificationPace, DateTimeOffset>();
                    var pending = new List<Notice>();
                    var (told, dropped) = (new List<Notice>(), new List<Notice>());
                    foreach (var (pause, what) in steps)
                    {
                        var notice = new Notice(
                            Some.Id("franck.cavel"),
                            (NoticeEvent)what,
                            Some.Id($"about {number++}"),
                            now.AddMinutes(pause / 2.0)
                        );
                        pending.Add(notice);
                        now = now.AddMinutes(pause);
                        var plan = DigestPlan.Make(choice, Times, pace => last.TryGetValue(pace, out var at) ? at : null, pending, now);

                        foreach (var (pace, slot) in plan.Slots)
                        {
                            (last.TryGetValue(pace, out var before) && before >= slot).ShouldBeFalse("no digest twice");
                            plan.Told.Where(n => choice.Of(n.What.Kind()) == pace).ShouldAllBe(n => n.At <= slot);
                            last[pace] = slot;
                        }

                        plan.Waiting.ShouldAllBe(w => w.Until > now);
                        told.AddRange(plan.Told);
                        dropped.AddRange(plan.Dropped);
                        pending = [.. plan.Waiting.Select(w => w.Notice)];
                    }

                    told.ShouldAllBe(n => choice.Of(n.What.Kind()) != NotificationPace.Never);
                    dropped.ShouldAllBe(n => choice.Of(n.What.Kind()) == NotificationPace.Never);
                    told.Concat(dropped)
                        .Concat(pending)
                        .Select(n => n.AboutId)
                        .Order()
                        .ShouldBe(Enumerable.Range(0, number).Select(i => Some.Id($"about {i}")).Order());
                    pending.ShouldAllBe(n => now - n.At <= TimeSpan.FromDays(8));
                },
                iter: 200
            );

    [Fact]
    public void Make_WhatHappenedAfterTheHour_WaitsForTheNext()
    {
        var monday = new DateTimeOffset(2026, 9, 7, 16, 0, 0, TimeSpan.Zero); // six in the evening in Paris
        var early = Child(monday);
        var late = Child(monday.AddMinutes(1));

        var plan = Make(NotificationPace.Daily, null, monday.AddMinutes(5), early, late);

        plan.Told.ShouldBe([early]);
        plan.Slots.ShouldHaveSingleItem().ShouldBe(new(NotificationPace.Daily, monday));
        plan.Waiting.ShouldBe([(late, monday.AddDays(1))]);
    }

    [Fact]
    public void Make_WhatIsSavedLate_DoesNotMakeTheSameDigestAgain()
    {
        var monday = new DateTimeOffset(2026, 9, 7, 16, 0, 0, TimeSpan.Zero);
        var begunBefore = Child(monday.AddMinutes(-10));

        var plan = Make(NotificationPace.Daily, monday, monday.AddMinutes(5), begunBefore);

        plan.Told.ShouldBeEmpty();
        plan.Waiting.ShouldBe([(begunBefore, monday.AddDays(1))]);
    }

    [Fact]
    public void Security_IsAlwaysImmediate_AndNothingChoosesIt()
    {
        NotificationChoice.Default.Of(NotificationKind.Security).ShouldBe(NotificationPace.Immediate);
        Should.Throw<ArgumentOutOfRangeException>(() => NotificationChoice.Default.With(NotificationKind.Security, NotificationPace.Never));
    }

    [Fact]
    public void EveryEvent_IsOfAKindThatMayBeChosen() =>
        Enum.GetValues<NoticeEvent>()
            .ShouldAllBe(what => NotificationChoice.Default.With(what.Kind(), NotificationPace.Never) != NotificationChoice.Default);

    private static Notice Child(DateTimeOffset at) => new(Some.Id("franck.cavel"), NoticeEvent.ChildArrived, Some.Id($"lea {at:O}"), at);

    private static DigestPlan Make(NotificationPace children, DateTimeOffset? last, DateTimeOffset now, params Notice[] notices) =>
        DigestPlan.Make(NotificationChoice.Default with { Children = children }, Times, _ => last, notices, now);
}
