using System.Collections.Immutable;

namespace Rattache.Core.Notifications;

/// <summary>What becomes of the notices of one person now.</summary>
/// <param name="Told">In one letter; empty for none.</param>
/// <param name="Slots">Which digests that letter is, by the moment each was for: they are not sent again.</param>
/// <param name="Dropped">Nobody wants to be told.</param>
/// <param name="Waiting">To be looked at again then.</param>
public sealed record DigestPlan(
    ImmutableArray<Notice> Told,
    ImmutableDictionary<NotificationPace, DateTimeOffset> Slots,
    ImmutableArray<Notice> Dropped,
    ImmutableArray<(Notice Notice, DateTimeOffset Until)> Waiting
)
{
    /// <param name="last">For each pace, the last digest or the choice, whichever came later (<see cref="DigestTimes.Due"/>).</param>
    public static DigestPlan Make(
        NotificationChoice choice,
        DigestTimes times,
        Func<NotificationPace, DateTimeOffset?> last,
        IEnumerable<Notice> notices,
        DateTimeOffset now
    )
    {
        var told = ImmutableArray.CreateBuilder<Notice>();
        var slots = ImmutableDictionary.CreateBuilder<NotificationPace, DateTimeOffset>();
        var dropped = ImmutableArray.CreateBuilder<Notice>();
        var waiting = ImmutableArray.CreateBuilder<(Notice, DateTimeOffset)>();
        foreach (var notice in notices)
        {
            var pace = choice.Of(notice.What.Kind());
            if (pace == NotificationPace.Never)
            {
                dropped.Add(notice);
            }
            else if (pace == NotificationPace.Immediate)
            {
                told.Add(notice);
            }
            else if (times.Due(pace, last(pace), now) is { } slot && notice.At <= slot)
            {
                told.Add(notice);
                slots[pace] = slot;
            }
            else
            {
                waiting.Add((notice, times.Next(pace, now)));
            }
        }

        return new(told.ToImmutable(), slots.ToImmutable(), dropped.ToImmutable(), waiting.ToImmutable());
    }
}
