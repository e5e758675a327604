namespace Rattache.Web.Texts;

/// <summary>The clocks that moments are written by; nothing is stored in them.</summary>
public static class Clocks
{
    private static readonly AsyncLocal<TimeZoneInfo?> Readers = new();

    /// <summary>Those that French schools go by, and whoever chose no others.</summary>
    public static TimeZoneInfo Schools { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>Those of whoever reads now, kept for a request or a letter as CurrentUICulture is.</summary>
    public static TimeZoneInfo Current
    {
        get => Readers.Value ?? Schools;
        internal set => Readers.Value = value;
    }

    /// <param name="name">IANA's. Names go out of use: one that the machine does not know is as if nobody had chosen it.</param>
    public static TimeZoneInfo? Find(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    public static DateOnly Day(DateTimeOffset moment) => Day(moment, Current);

    public static DateOnly Day(DateTimeOffset moment, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
}
