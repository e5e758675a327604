namespace Rattache.Web.Imports.Watching;

/// <summary>A folder that deliveries are put into, and taken from by themselves. Off unless it is named.</summary>
public sealed class WatchSettings
{
    public const string Section = "Imports:Watch";

    public string? Folder { get; init; }

    /// <summary>A delivery is complete when nothing in it has changed for this long: one second to one hour.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the folder is looked at: one second to one hour.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromSeconds(10);

    internal static bool IsBounded(TimeSpan time) => time >= TimeSpan.FromSeconds(1) && time <= TimeSpan.FromHours(1);
}
