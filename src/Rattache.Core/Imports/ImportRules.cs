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

        // The largest loss is the one to tell.
        var school = counts
            .Schools.Where(s => s.Leaving > brakes.SchoolPeople && s.Leaving > brakes.SchoolShare * s.People)
            .OrderByDescending(s => s.Leaving)
            .ThenBy(s => s.School, StringComparer.Ordinal)
            .FirstOrDefault();
        if (school is not null)
        {
            return new ImportVerdict.Refused(BrakeReason.SchoolEmpties, school);
        }

        return counts.Leaving > brakes.DirectoryShare * counts.People
            ? new ImportVerdict.Refused(BrakeReason.DirectoryEmpties)
            : new ImportVerdict.Accepted();
    }
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
);

/// <param name="School">Its UAI.</param>
/// <param name="People">Pupils, their relatives, and staff, as the feed in question states them.</param>
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
}
