namespace Rattache.Core.Notifications;

/// <summary>What a person is written to about without having asked, as <em>Gérer mes notifications externes</em> lists it.</summary>
public enum NotificationKind
{
    /// <summary>Merges made and undone, a new password, a new address: always at once, and nothing switches it off (DESIGN §4).</summary>
    Security = 1,

    /// <summary>What comes before a merge and changes nothing yet: a key was made, a key was pasted elsewhere.</summary>
    Merges,

    /// <summary>A child comes to a school, or leaves one.</summary>
    Children,

    /// <summary>News of connected services. Nothing is of this kind before there are any.</summary>
    Services,
}

public enum NotificationPace
{
    Immediate = 1,
    Daily,
    Weekly,
    Never,
}
