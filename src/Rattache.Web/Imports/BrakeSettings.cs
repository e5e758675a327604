using Rattache.Core.Imports;

namespace Rattache.Web.Imports;

/// <summary>How many people one delivery may make leave, before it is refused whole; more around the start of the school year.</summary>
public sealed class BrakeSettings
{
    /// <summary>Of the people of one school: 0 to 1.</summary>
    public double SchoolShare { get; init; } = 0.10;

    /// <summary>Fewer than this are never too many for one school.</summary>
    public int SchoolPeople { get; init; } = 20;

    /// <summary>Of the whole directory: 0 to 1.</summary>
    public double DirectoryShare { get; init; } = 0.03;

    public double StartSchoolShare { get; init; } = 0.40;

    public double StartDirectoryShare { get; init; } = 0.30;

    /// <summary>First day of the window around the start of the school year, as month and day.</summary>
    public string StartFrom { get; init; } = "08-20";

    /// <summary>Last day of it.</summary>
    public string StartTo { get; init; } = "09-30";

    public Brakes On(DateOnly day)
    {
        var (from, to) = (MonthDay(StartFrom)!.Value, MonthDay(StartTo)!.Value);
        var at = (day.Month, day.Day);
        var within = from.CompareTo(to) <= 0 ? at.CompareTo(from) >= 0 && at.CompareTo(to) <= 0 : at.CompareTo(from) >= 0 || at.CompareTo(to) <= 0;
        return within ? new(StartSchoolShare, SchoolPeople, StartDirectoryShare) : new(SchoolShare, SchoolPeople, DirectoryShare);
    }

    /// <summary>Null where the text is no month and day.</summary>
    internal static (int Month, int Day)? MonthDay(string text) =>
        DateOnly.TryParseExact($"2024-{text}", "yyyy-MM-dd", out var day) ? (day.Month, day.Day) : null;
}
