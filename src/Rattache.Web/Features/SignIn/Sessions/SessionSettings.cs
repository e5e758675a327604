namespace Rattache.Web.Features.SignIn.Sessions;

/// <summary>The <c>Sessions</c> section.</summary>
public sealed class SessionSettings
{
    public static readonly TimeSpan Shortest = TimeSpan.FromHours(2);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>From when it was last seen to the erasure of the row. It opens nothing any more after an hour.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(1);
}
