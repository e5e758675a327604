using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Rattache.Core.Imports.Csv;

/// <summary>The first row of a CSV file. Names compare without case, accents, spaces, apostrophes or the <c>*</c> of a column to fill in.</summary>
public sealed class CsvHeader
{
    private readonly ImmutableDictionary<string, ImmutableArray<int>> columns;

    public CsvHeader(IEnumerable<string> names)
    {
        columns = names
            .Select((name, i) => (Name: Fold(name), Index: i))
            .Where(c => c.Name.Length > 0)
            .GroupBy(c => c.Name, StringComparer.Ordinal)
            .ToImmutableDictionary(g => g.Key, g => g.Select(c => c.Index).ToImmutableArray(), StringComparer.Ordinal);
    }

    /// <summary>Columns that have a name.</summary>
    public int Count => columns.Values.Sum(at => at.Length);

    public bool Has(CsvColumn column) => !All(column).IsEmpty;

    /// <summary>Where the column stands, as often as it is repeated; none where it is missing.</summary>
    public ImmutableArray<int> All(CsvColumn column) =>
        column.Folded.Select(name => columns.TryGetValue(name, out var at) ? at : []).FirstOrDefault(at => !at.IsEmpty, []);

    internal static string Fold(string name)
    {
        var folded = new StringBuilder();
        var sound = string.Concat(
            name.Select(c => char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? c : ' ')
        );
        foreach (var c in sound.Normalize(NormalizationForm.FormD).Where(char.IsLetterOrDigit))
        {
            folded.Append(char.ToLowerInvariant(c));
        }

        return folded.ToString();
    }
}
