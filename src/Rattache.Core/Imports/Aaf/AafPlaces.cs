using System.Collections.Immutable;
using Rattache.Core.Accounts;

namespace Rattache.Core.Imports.Aaf;

/// <summary>Where a person is: the school of <c>ENTPersonStructRattach</c>, those of a pupil's classes and of an adult's functions.</summary>
internal static class AafPlaces
{
    private const string Head = "DIR";
    private const string Teaching = "ENS";

    public static ImmutableArray<PlaceEntry> OfStudent(AafValues values, string classes)
    {
        var places = new List<PlaceEntry>(Schools(values));
        foreach (var value in values.All(classes))
        {
            // AAF: school$class. AAF1D: school$cycle$level$classId$class.
            var parts = value.Split('$');
            if (parts.Length is not (2 or 5) || parts[0].Length == 0 || parts[^1].Length is 0 or > EntryLimits.ClassName)
            {
                values.Warn(IssueCodes.MalformedClass, classes);
            }
            else
            {
                places.Add(new(parts[0], parts[^1], false, PlaceBasis.Post));
            }
        }

        return OnceEach(places);
    }

    /// <summary><c>school$code$label$code$label</c>, repeated.</summary>
    public static (AccountKind Kind, ImmutableArray<PlaceEntry> Places) OfStaff(AafValues values)
    {
        var kind = AccountKind.Staff;
        var places = new List<PlaceEntry>(Schools(values));
        foreach (var value in values.All(AafNames.Functions))
        {
            var parts = value.Split('$');
            if (parts.Length < 2 || parts[0].Length == 0)
            {
                values.Warn(IssueCodes.MalformedFunction, AafNames.Functions);
                continue;
            }

            kind = parts[1] == Teaching ? AccountKind.Teacher : kind;
            places.Add(new(parts[0], null, parts[1] == Head, PlaceBasis.Post));
        }

        return (kind, OnceEach(places));
    }

    private static IEnumerable<PlaceEntry> Schools(AafValues values) =>
        values.All(AafNames.Schools).Select(school => new PlaceEntry(school, null, false, PlaceBasis.School));

    private static ImmutableArray<PlaceEntry> OnceEach(IEnumerable<PlaceEntry> places) =>
        [
            .. places
                .GroupBy(p => p.School, StringComparer.Ordinal)
                .Select(same => new PlaceEntry(
                    same.Key,
                    same.Select(p => p.ClassName).FirstOrDefault(c => c is not null),
                    same.Any(p => p.Heads),
                    same.Aggregate(default(PlaceBasis), (all, place) => all | place.Basis)
                )),
        ];
}
