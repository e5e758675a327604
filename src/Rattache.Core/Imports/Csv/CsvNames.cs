namespace Rattache.Core.Imports.Csv;

/// <summary>A person's names, which a row must have.</summary>
internal static class CsvNames
{
    /// <returns>Null, and the reason among the issues, where the row cannot be taken.</returns>
    public static (string First, string Last, string? Birth)? Read(CsvValues values, CsvColumn family, CsvColumn? usage, CsvColumn first)
    {
        var (familyName, usageName, firstName) = (values.First(family), usage is null ? null : values.First(usage), values.First(first) ?? "");
        if ((usageName ?? familyName) is not { } lastName)
        {
            values.Reject(IssueCodes.NoSurname);
            return null;
        }

        CsvColumn?[] tooLong =
        [
            familyName?.Length > EntryLimits.Name ? family : null,
            usageName?.Length > EntryLimits.Name ? usage : null,
            firstName.Length > EntryLimits.Name ? first : null,
        ];
        if (tooLong.FirstOrDefault(c => c is not null) is { } column)
        {
            values.Reject(IssueCodes.NameTooLong, column.Name);
            return null;
        }

        return (firstName, lastName, familyName);
    }
}
