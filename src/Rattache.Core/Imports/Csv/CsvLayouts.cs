using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Imports.Onde;

namespace Rattache.Core.Imports.Csv;

/// <summary>The kinds of CSV file that are known, told apart by their header alone.</summary>
public static class CsvLayouts
{
    private static readonly ImmutableArray<CsvLayout> Known =
    [
        new(DirectorySource.Onde, RecordCategory.Relative, OndeColumns.OfRelatives, [OndeColumns.RelativeName, OndeColumns.RelativeFirstName], 1),
        new(DirectorySource.Onde, RecordCategory.Student, OndeColumns.OfPupils, [OndeColumns.PupilName, OndeColumns.PupilFirstName], 1),
        new(DirectorySource.Onde, RecordCategory.Staff, OndeColumns.OfStaff, [OndeColumns.IsHead], 1),
        new(DirectorySource.Csv, RecordCategory.Relative, CsvColumns.OfRelatives, [CsvColumns.Child], 1),
        new(DirectorySource.Csv, RecordCategory.Student, CsvColumns.OfPupils, [CsvColumns.Id, CsvColumns.BirthDate, CsvColumns.Class], 2),
    ];

    /// <summary>The first kind that the header is meant to be; null where it is none.</summary>
    public static CsvLayout? Recognize(CsvHeader header) => Known.FirstOrDefault(layout => layout.IsMeantBy(header));

    /// <exception cref="InvalidOperationException">There is no such kind.</exception>
    public static CsvLayout Of(DirectorySource feed, RecordCategory category) => Known.First(l => l.Feed == feed && l.Category == category);
}
