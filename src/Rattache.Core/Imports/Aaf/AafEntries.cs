using Rattache.Core.Accounts;

namespace Rattache.Core.Imports.Aaf;

/// <summary>What one AAF or AAF1D record states.</summary>
public sealed class AafEntries
{
    private const int LongestId = 64;
    private const int LongestName = 100;

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
        if (AafCategories.Of(record.Category) is AafCategory.Unknown or AafCategory.Nomenclature)
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
            > LongestId => Rejected(values, IssueCodes.IdTooLong),
            _ => EntryOf(record, values),
        };
        return new(entry, values.Issues);
    }

    private DirectoryEntry? EntryOf(AafRecord record, AafValues values)
    {
        switch (AafCategories.Of(record.Category))
        {
            case AafCategory.School:
                return School(record, values);
            case AafCategory.Relative:
                return Person(record, values, AccountKind.Relative);
            case AafCategory.Student:
                return Student(record, values);
            case AafCategory.Staff:
                var (kind, places) = AafPlaces.OfStaff(values);
                return Person(record, values, kind) is { } adult ? adult with { Places = places } : null;
            default:
                throw new InvalidOperationException($"No entry for {record.Category}.");
        }
    }

    private SchoolEntry? School(AafRecord record, AafValues values)
    {
        if (!Uai.TryParse(values.First(AafNames.Uai), out var uai))
        {
            values.Reject(IssueCodes.InvalidUai, AafNames.Uai);
            return null;
        }

        var (name, town) = AafSchoolName.Read(values.First(AafNames.SchoolName, LongestName) ?? uai.Value);
        var stated = values.First(names.Town, LongestName);
        return new()
        {
            ExternalId = record.Id,
            Line = record.Line,
            Uai = uai,
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
        if (places.IsEmpty)
        {
            values.Warn(IssueCodes.NoSchool, AafNames.Schools);
        }

        return person with
        {
            Ine = values.First(AafNames.Ine, 20),
            Places = places,
            Links = AafLinks.Read(values, names.Links, statesAuthority),
        };
    }

    private PersonEntry? Person(AafRecord record, AafValues values, AccountKind kind)
    {
        var lastName = values.First(names.LastName);
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
            FirstName = firstName,
            LastName = lastName,
            BirthName = values.First(AafNames.BirthName, LongestName),
            BirthDate = values.Date(AafNames.BirthDate),
            Email = values.First(names.Email, 254),
            HomePhone = values.First(names.HomePhone, 40),
            MobilePhone = values.First(names.MobilePhone, 40),
        };
    }

    private static DirectoryEntry? Rejected(AafValues values, string code)
    {
        values.Reject(code);
        return null;
    }
}
