namespace Rattache.Web.Texts;

/// <summary>The clocks that French schools go by; nothing is stored in them.</summary>
public static class Clocks
{
    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);
}
