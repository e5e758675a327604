using System.Collections.Immutable;
using Rattache.Core.Accounts;

namespace Rattache.Core.Imports.Csv;

/// <summary>What one row of a CSV file with identifiers states.</summary>
public static class CsvEntries
{
    public static CsvReading Read(CsvRecord record, RecordCategory category, string school)
    {
        var id = record.Header.All(CsvColumns.Id) is [var at, ..] ? CsvValues.At(record, at) : null;
        var usable = id?.Length <= EntryLimits.Id ? id : null;
        var values = new CsvValues(record, usable);
        if (usable is null)
        {
            values.Reject(id is null ? IssueCodes.NoId : IssueCodes.IdTooLong);
            return new(null, null, values.Issues);
        }

        if (CsvNames.Read(values, CsvColumns.LastName, null, CsvColumns.FirstName) is not var (first, last, _))
        {
            return new(null, usable, values.Issues);
        }

        var isPupil = category == RecordCategory.Student;
        var entry = new PersonEntry
        {
            ExternalId = usable,
            Line = record.Line,
            Kind = isPupil ? AccountKind.Student : AccountKind.Relative,
            FirstName = first,
            LastName = last,
            BirthDate = values.Date(CsvColumns.BirthDate),
            Email = values.First(CsvColumns.Email, EntryLimits.Email),
            HomePhone = values.First(CsvColumns.Phone, EntryLimits.Phone),
            MobilePhone = values.First(CsvColumns.MobilePhone, EntryLimits.Phone),
            Places = [CsvPlaces.Of(school, isPupil ? values.First(CsvColumns.Class, EntryLimits.ClassName) : null)],
        };
        ImmutableArray<NamedChild> children = isPupil ? [] : [.. values.All(CsvColumns.Child).OfType<string>().Select(c => new NamedChild.ById(c))];
        return new(new(record.File, entry, children), usable, values.Issues);
    }
}
