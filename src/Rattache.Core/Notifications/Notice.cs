using Rattache.Core.Accounts;

namespace Rattache.Core.Notifications;

/// <summary>
/// Something to tell whoever owns an account, saved with the change that it tells of. It is one row however often it happens before it
/// is told, and is gone in the transaction that writes the letter.
/// </summary>
public sealed class Notice
{
    public Notice(AccountId accountId, NoticeEvent what, AccountId aboutId, DateTimeOffset at)
    {
        AccountId = accountId;
        What = what;
        AboutId = aboutId;
        At = LookAt = at;
    }

    /// <summary>The account that it was stated for; its root is told.</summary>
    public AccountId AccountId { get; private set; }

    public NoticeEvent What { get; private set; }

    /// <summary>The pupil; of a key, the account itself.</summary>
    public AccountId AboutId { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>When somebody has to decide about it again.</summary>
    public DateTimeOffset LookAt { get; private set; }

    public void WaitUntil(DateTimeOffset moment) => LookAt = moment;
}

/// <summary>Stored by number, and written out in the SQL of imports.</summary>
public enum NoticeEvent
{
    KeyMade = 1,

    /// <summary>Somebody pasted it in another account, and was shown what would become one.</summary>
    KeyTried = 2,
    ChildArrived = 3,
    ChildLeft = 4,
}

public static class NoticeEvents
{
    public static NotificationKind Kind(this NoticeEvent what) =>
        what switch
        {
            NoticeEvent.KeyMade or NoticeEvent.KeyTried => NotificationKind.Merges,
            NoticeEvent.ChildArrived or NoticeEvent.ChildLeft => NotificationKind.Children,
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such event."),
        };
}
