using Rattache.Core.Accounts;

namespace Rattache.Core.Notifications;

/// <summary>What a person chose in <em>Gérer mes notifications externes</em>. No row: <see cref="NotificationChoice.Default"/>.</summary>
public sealed class NotificationPreferences
{
    public NotificationPreferences(AccountId accountId)
    {
        AccountId = accountId;
        (Merges, Children, Services, Hour, Day, TimeZone) = NotificationChoice.Default;
    }

    public AccountId AccountId { get; private set; }

    public NotificationPace Merges { get; private set; }

    public NotificationPace Children { get; private set; }

    public NotificationPace Services { get; private set; }

    public int Hour { get; private set; }

    public DayOfWeek Day { get; private set; }

    public string TimeZone { get; private set; }

    /// <summary>Digests of an hour that had passed by then belong to the choice before.</summary>
    public DateTimeOffset? ChosenAt { get; private set; }

    public NotificationChoice Choice => new(Merges, Children, Services, Hour, Day, TimeZone);

    public void Choose(NotificationChoice choice, DateTimeOffset now)
    {
        (Merges, Children, Services, Hour, Day, TimeZone) = choice;
        ChosenAt = now;
    }
}
