using System.Collections.Immutable;

namespace Rattache.Core.Imports;

/// <summary>
/// The brakes: whether a delivery is taken that would make many people leave, or that is not what it says. A file cut short on its way
/// looks like a school whose families are all gone.
/// </summary>
public static class ImportRules
{
    public static ImportVerdict Judge(ImportCounts counts, Brakes brakes)
    {
        if (counts.Lacking.Length > 0)
        {
            return new ImportVerdict.Refused(BrakeReason.LacksCategory);
        }

        if (counts.CoversNothingKnown)
        {
            return new ImportVerdict.Refused(BrakeReason.CoversNothing);
        }

        if (Worst(counts.Schools, brakes) is { } school)
        {
            return new ImportVerdict.Refused(BrakeReason.SchoolEmpties, school);
        }

        if (counts.Leaving > brakes.DirectoryShare * counts.People)
        {
            return new ImportVerdict.Refused(BrakeReason.DirectoryEmpties);
        }

        // Nobody leaves, and yet parents see nobody any more: an export that lost its links. Of few people a share says little.
        var parted = Worst(counts.PartedSchools, brakes);
        return parted is not null || counts.Parted > brakes.SchoolPeople && counts.Parted > brakes.DirectoryShare * counts.People
            ? new ImportVerdict.Refused(BrakeReason.FamiliesPart, parted)
            : new ImportVerdict.Accepted();
    }

    // The largest loss is the one to tell.
    private static SchoolCounts? Worst(ImmutableArray<SchoolCounts> schools, Brakes brakes) =>
        schools
            .Where(s => s.Leaving > brakes.SchoolPeople && s.Leaving > brakes.SchoolShare * s.People)
            .OrderByDescending(s => s.Leaving)
            .ThenBy(s => s.School, StringComparer.Ordinal)
            .FirstOrDefault();
}

/// <param name="Lacking">Categories that a full delivery has and this one has not; none for a delta, or for a file given alone.</param>
/// <param name="CoversNothingKnown">A full delivery, of a feed that has schools already, with none of them.</param>
/// <param name="People">In the directory before, those gone already left out.</param>
/// <param name="Leaving">Of those, whom the delivery makes leave.</param>
/// <param name="Schools">Only those that somebody leaves.</param>
public sealed record ImportCounts(
    ImmutableArray<RecordCategory> Lacking,
    bool CoversNothingKnown,
    int People,
    int Leaving,
    ImmutableArray<SchoolCounts> Schools
)
{
    /// <summary>Relatives who stay, and whom the delivery would leave without any of their children.</summary>
    public int Parted { get; init; }

    /// <summary>Of the relatives of each school that has any, how many are parted.</summary>
    public ImmutableArray<SchoolCounts> PartedSchools { get; init; } = [];
}

/// <param name="School">Its UAI.</param>
/// <param name="People">Pupils, their relatives, and staff, as the feed in question states them; relatives alone where families are parted.</param>
/// <param name="Leaving">Of those, whom the school loses.</param>
public sealed record SchoolCounts(string School, int People, int Leaving);

/// <summary>How many may leave at once.</summary>
/// <param name="SchoolShare">Of the people of one school, from 0 to 1; more is refused…</param>
/// <param name="SchoolPeople">… where it is also more people than this.</param>
/// <param name="DirectoryShare">Of the whole directory, from 0 to 1.</param>
public sealed record Brakes(double SchoolShare, int SchoolPeople, double DirectoryShare);

public abstract record ImportVerdict
{
    private ImportVerdict() { }

    public sealed record Accepted : ImportVerdict;

    /// <param name="School">The school in question, where it is one.</param>
    public sealed record Refused(BrakeReason Reason, SchoolCounts? School = null) : ImportVerdict;
}

/// <summary>Each is lifted by <c>--force</c>.</summary>
public enum BrakeReason
{
    LacksCategory = 1,
    CoversNothing,
    SchoolEmpties,
    DirectoryEmpties,
    FamiliesPart,
}
