using System.Collections.Immutable;
using Rattache.Core.Accounts;

namespace Rattache.Core.Imports.Csv;

/// <summary>One kind of CSV file: whose feed, about whom, with which columns.</summary>
/// <param name="Columns">All of those that are read are needed: one that is missing would empty a value of everybody.</param>
/// <param name="Signs">Columns that no other kind has: enough of them make it this kind, complete or not.</param>
/// <param name="NeededSigns">How many of them are enough.</param>
public sealed record CsvLayout(
    DirectorySource Feed,
    RecordCategory Category,
    ImmutableArray<CsvColumn> Columns,
    ImmutableArray<CsvColumn> Signs,
    int NeededSigns
)
{
    public bool IsMeantBy(CsvHeader header) => Signs.Count(header.Has) >= NeededSigns;

    /// <summary>As the standard names them.</summary>
    public ImmutableArray<string> MissingFrom(CsvHeader header) => [.. Columns.Where(c => !header.Has(c)).Select(c => c.Name)];
}
