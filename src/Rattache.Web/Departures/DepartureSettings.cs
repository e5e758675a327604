using Rattache.Core.Accounts;

namespace Rattache.Web.Departures;

/// <summary>The <c>Departures</c> section: what becomes of a person whom no feed holds any more. Whole days, since screens say them.</summary>
public sealed class DepartureSettings
{
    /// <summary>From having left to being closed: a summer, and the returns of September.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromDays(90);

    /// <summary>From being closed to being erased.</summary>
    public TimeSpan EraseAfter { get; init; } = TimeSpan.FromDays(90);

    public DepartureDelays Delays => new(CloseAfter, EraseAfter);
}
