using Rattache.Core.Accounts;
using Rattache.Core.Notifications;

namespace Rattache.Web.Notifications;

/// <summary>The last digest that a person was sent at a pace: one row for each, moved on.</summary>
public sealed class SentDigest
{
    public required AccountId AccountId { get; init; }

    public required NotificationPace Pace { get; init; }

    /// <summary>The moment that it was for, which is not when it left.</summary>
    public required DateTimeOffset Slot { get; set; }
}
