using Microsoft.Extensions.Time.Testing;

namespace Rattache.Web.Tests.App;

/// <summary>
/// A clock that a test moves. What works in the background notices a leap as on a machine that slept, and not once for each of its
/// periods: a month has two and a half million seconds, in each of which the audit is sealed.
/// </summary>
public sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    // The longest period of those who work all the time: the outbox's.
    private static readonly TimeSpan Awake = TimeSpan.FromSeconds(5);

    public new void SetUtcNow(DateTimeOffset value) => Advance(value - GetUtcNow());

    public new void Advance(TimeSpan delta)
    {
        if (delta > Awake)
        {
            AdjustTime(GetUtcNow() + delta - Awake);
            delta = Awake;
        }

        base.Advance(delta);
    }
}
