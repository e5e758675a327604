namespace Rattache.Web.Imports;

/// <summary>When a report begins to tell of a school that its feed does not deliver any more.</summary>
public sealed class MissingSchoolSettings
{
    public const string Section = "Imports:MissingSchools";

    /// <summary>
    /// Once the feed was taken whole on so many days without it, 1 to 366. Days of deliveries and not of the calendar: a summer without
    /// any says nothing of a school. More than the days over which one feed is delivered by parts.
    /// </summary>
    public int After { get; init; } = 5;
}
