using System.Collections.Immutable;
using Rattache.Core.Duplicates;
using Rattache.Core.Imports.Csv;

namespace Rattache.Core.Imports.Onde;

/// <summary>Names as ONDE's records are told apart by: case, accents, hyphens, apostrophes and spaces do not count.</summary>
internal static class OndeNames
{
    public static string Fold(string? name)
    {
        // Digits count: a school may name those who are to come CP1 and CP2.
        var letters = string.Concat(ComparableName.Words(name)) + string.Concat((name ?? "").Where(char.IsAsciiDigit));
        return letters.Length > 0 ? letters : name?.Trim() ?? "";
    }

    /// <summary>A child under each surname that it goes by.</summary>
    public static ImmutableHashSet<string> ChildKeys(string? family, string? usage, string first) =>
        [.. new[] { Fold(family), Fold(usage) }.Where(n => n.Length > 0).Select(surname => $"{surname}|{Fold(first)}")];

    public static ImmutableHashSet<string> ChildKeys(NamedChild.ByName child) => ChildKeys(child.FamilyName, child.UsageName, child.FirstName);
}
