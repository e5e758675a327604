using System.Collections.Immutable;

namespace Rattache.Core.Imports.Onde;

/// <summary>A child of a relative, as far as a feed without identifiers says who it is.</summary>
/// <param name="Names">Under every surname that it goes by.</param>
/// <param name="Births">Several where it may be one of several pupils; none where one of them may be born on any day.</param>
internal sealed record OndeChild(ImmutableHashSet<string> Names, ImmutableHashSet<DateOnly> Births)
{
    public bool IsNamesakeOf(OndeChild other) => Names.Overlaps(other.Names);

    public bool MayBe(OndeChild other) => IsNamesakeOf(other) && (Births.IsEmpty || other.Births.IsEmpty || Births.Overlaps(other.Births));

    /// <summary>Children whom one row names alike are one child, of whom less is known.</summary>
    public static OndeChild Either(IEnumerable<OndeChild> alike)
    {
        var children = alike.ToArray();
        return new(children[0].Names, BirthsOfAny(children.Select(c => c.Births)));
    }

    /// <summary>Of whoever may be any of them.</summary>
    public static ImmutableHashSet<DateOnly> BirthsOfAny(IEnumerable<ImmutableHashSet<DateOnly>> each)
    {
        var births = each.ToArray();
        return births.Any(b => b.IsEmpty) ? [] : [.. births.SelectMany(b => b)];
    }

    public string NameLine() => string.Join(',', Names.Order(StringComparer.Ordinal));
}
