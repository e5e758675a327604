using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Imports.Csv;

namespace Rattache.Core.Imports.Onde;

/// <summary>Pupils whom the relatives of a delivery may name: those of the delivery; of a name that it does not have, those who are there.</summary>
internal sealed class OndePupils
{
    private readonly ILookup<string, (string? Class, ImmutableHashSet<DateOnly> Births)> came;
    private readonly ILookup<string, (string? Class, ImmutableHashSet<DateOnly> Births)> there;

    public OndePupils(IEnumerable<CsvPerson> people, KnownSchool known)
    {
        came = ByName(
            people
                .Where(p => p.Kind == AccountKind.Student)
                .Select(p => (ChildOf(p.Entry.BirthName, p.Entry.LastName, p.Entry.FirstName, p.Entry.BirthDate), p.Entry.Places[0].ClassName))
        );
        there = ByName(known.People.Where(p => p is { Kind: AccountKind.Student, HasLeft: false }).Select(p => (ChildOf(p), (string?)null)));
    }

    public static OndeChild ChildOf(KnownPerson pupil) => ChildOf(pupil.BirthName, pupil.LastName, pupil.FirstName, pupil.BirthDate);

    /// <summary>The children that a row names, each once.</summary>
    public ImmutableArray<OndeChild> ChildrenOf(CsvPerson relative) =>
        [
            .. relative
                .Children.OfType<NamedChild.ByName>()
                .Select(c => Named(OndeNames.ChildKeys(c), c.ClassName))
                .GroupBy(c => c.NameLine(), StringComparer.Ordinal)
                .Select(OndeChild.Either),
        ];

    private OndeChild Named(ImmutableHashSet<string> names, string? className)
    {
        var found = names.SelectMany(name => came[name]).ToArray();
        var meant = found.Length > 0 ? found : [.. names.SelectMany(name => there[name])];
        // As links are found (CsvLinks): of several, the class tells which.
        var ofClass = meant.Where(p => p.Class == className).ToArray();
        return new(names, OndeChild.BirthsOfAny((ofClass.Length > 0 ? ofClass : meant).Select(p => p.Births)));
    }

    private static OndeChild ChildOf(string? family, string usage, string first, DateOnly? birth) =>
        new(OndeNames.ChildKeys(family, usage, first), birth is { } day ? [day] : []);

    private static ILookup<string, (string? Class, ImmutableHashSet<DateOnly> Births)> ByName(IEnumerable<(OndeChild Child, string? Class)> pupils) =>
        pupils
            .SelectMany(p => p.Child.Names.Select(name => (name, Pupil: (p.Class, p.Child.Births))))
            .ToLookup(p => p.name, p => p.Pupil, StringComparer.Ordinal);
}
