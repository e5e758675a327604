using Rattache.Core.Accounts;

namespace Rattache.Core.Imports.Aaf;

/// <summary>What one AAF or AAF1D record states.</summary>
public sealed class AafEntries
{
    private const int LongestName = EntryLimits.Name;

    private readonly AafNames names;
    private readonly bool statesAuthority;

    public AafEntries(DirectorySource feed)
    {
        statesAuthority = feed == DirectorySource.Aaf;
        names = statesAuthority ? AafNames.Aaf : AafNames.Aaf1d;
    }

    public AafReading Read(AafRecord record)
    {
        var values = new AafValues(record);
        var category = AafCategories.Of(record.Category);
        if (category is RecordCategory.Unknown or RecordCategory.Nomenclature || record.Request == AafRequest.Unknown)
        {
            values.Warn(IssueCodes.UnknownCategory, record.Category);
            return new(null, values.Issues);
        }

        foreach (var name in record.Attributes.Keys.Where(name => !names.Knows(name)))
        {
            values.Warn(IssueCodes.UnknownAttribute, name);
        }

        var entry = record.Id.Length switch
        {
            0 => Rejected(values, IssueCodes.NoId),
            > EntryLimits.Id => Rejected(values, IssueCodes.IdTooLong),
            _ when record.Request == AafRequest.Delete => new WithdrawalEntry
            {
                ExternalId = record.Id,
                Line = record.Line,
                Category = category,
            },
            _ => EntryOf(category, record, values),
        };
        return new(entry is null ? null : entry with { IsChange = record.Request == AafRequest.Modify }, values.Issues);
    }

    private DirectoryEntry? EntryOf(RecordCategory category, AafRecord record, AafValues values)
    {
        switch (category)
        {
            case RecordCategory.School:
                return School(record, values);
            case RecordCategory.Relative:
                return Person(record, values, AccountKind.Relative);
            case RecordCategory.Student:
                return Student(record, values);
            case RecordCategory.Staff:
                var (kind, places) = AafPlaces.OfStaff(values);
                return Person(record, values, kind) is { } adult ? adult with { Places = places } : null;
            default:
                throw new InvalidOperationException($"No entry for {record.Category}.");
        }
    }

    private SchoolEntry? School(AafRecord record, AafValues values)
    {
        var isNamed = Uai.TryParse(values.First(AafNames.Uai), out var uai);
        if (!isNamed && IsStated(record, AafNames.Uai))
        {
            values.Reject(IssueCodes.InvalidUai, AafNames.Uai);
            return null;
        }

        var called = values.First(AafNames.SchoolName, LongestName) ?? (IsStated(record, AafNames.SchoolName) ? uai.Value : null);
        var (name, town) = called is null ? (null, null) : AafSchoolName.Read(called);
        var stated = values.First(names.Town, LongestName);
        return new()
        {
            ExternalId = record.Id,
            Line = record.Line,
            Uai = isNamed ? uai : null,
            Name = name,
            Town = stated is null ? town : AafSchoolName.Readable(stated),
        };
    }

    private PersonEntry? Student(AafRecord record, AafValues values)
    {
        if (Person(record, values, AccountKind.Student) is not { } person)
        {
            return null;
        }

        var places = AafPlaces.OfStudent(values, names.Classes);
        if (places.IsEmpty && record.Request == AafRequest.Add)
        {
            values.Warn(IssueCodes.NoSchool, AafNames.Schools);
        }

        return person with
        {
            Ine = values.First(AafNames.Ine, EntryLimits.Ine),
            Places = places,
            Links = AafLinks.Read(values, names.Links, statesAuthority),
        };
    }

    private PersonEntry? Person(AafRecord record, AafValues values, AccountKind kind)
    {
        var lastName = values.First(names.LastName) ?? (IsStated(record, names.LastName) ? null : "");
        var firstName = values.First(names.FirstName) ?? "";
        if (lastName is null || lastName.Length > LongestName || firstName.Length > LongestName)
        {
            values.Reject(
                lastName is null ? IssueCodes.NoSurname : IssueCodes.NameTooLong,
                lastName?.Length <= LongestName ? names.FirstName : names.LastName
            );
            return null;
        }

        return new()
        {
            ExternalId = record.Id,
            Line = record.Line,
            Kind = kind,
            Stated = record.Request == AafRequest.Modify ? names.Stated(record.Attributes.Keys) : PersonFields.All,
            FirstName = firstName,
            LastName = lastName,
            BirthName = values.First(AafNames.BirthName, LongestName),
            BirthDate = values.Date(AafNames.BirthDate),
            Email = values.First(names.Email, EntryLimits.Email),
            HomePhone = values.First(names.HomePhone, EntryLimits.Phone),
            MobilePhone = values.First(names.MobilePhone, EntryLimits.Phone),
        };
    }

    /// <summary>A whole record says everything, if only that there is nothing.</summary>
    private static bool IsStated(AafRecord record, string attribute) => record.Request == AafRequest.Add || record.Attributes.ContainsKey(attribute);

    private static DirectoryEntry? Rejected(AafValues values, string code)
    {
        values.Reject(code);
        return null;
    }
}
