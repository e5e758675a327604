using System.Collections.Immutable;

namespace Rattache.Core.Imports.Csv;

/// <summary>A column of a CSV file, found by its name, never by its position.</summary>
/// <param name="Name">As the standard writes it: what a refusal names.</param>
/// <param name="Others">What other exports call it.</param>
public sealed record CsvColumn(string Name, params ImmutableArray<string> Others)
{
    internal IEnumerable<string> Folded => Others.Prepend(Name).Select(CsvHeader.Fold);
}
