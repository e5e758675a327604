using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Imports.Csv;

namespace Rattache.Core.Imports.Onde;

/// <summary>What one row of an ONDE file states. It names nobody by an identifier: <see cref="OndeIdentity"/> gives them.</summary>
public static class OndeEntries
{
    public static CsvReading Read(CsvRecord record, RecordCategory category, string school)
    {
        var values = new CsvValues(record, id: null);
        var person = category switch
        {
            RecordCategory.Student => Pupil(record, values, school),
            RecordCategory.Relative => Relative(record, values, school),
            RecordCategory.Staff => Staff(record, values, school),
            _ => throw new InvalidOperationException($"ONDE has no file of {category}."),
        };
        return new(person, null, values.Issues);
    }

    private static CsvPerson? Pupil(CsvRecord record, CsvValues values, string school) =>
        CsvNames.Read(values, OndeColumns.PupilName, OndeColumns.PupilUsageName, OndeColumns.PupilFirstName) is not var (first, last, birth)
            ? null
            : new(
                record.File,
                new()
                {
                    ExternalId = "",
                    Line = record.Line,
                    Kind = AccountKind.Student,
                    FirstName = first,
                    LastName = last,
                    BirthName = birth,
                    BirthDate = values.Date(OndeColumns.BirthDate),
                    Places = [CsvPlaces.Of(school, values.First(OndeColumns.Class, EntryLimits.ClassName))],
                },
                []
            );

    private static CsvPerson? Relative(CsvRecord record, CsvValues values, string school)
    {
        var names = CsvNames.Read(values, OndeColumns.RelativeName, OndeColumns.RelativeUsageName, OndeColumns.RelativeFirstName);
        return names is null
            ? null
            : new(
                record.File,
                Adult(record, values, names.Value, AccountKind.Relative) with
                {
                    Places = [CsvPlaces.Of(school, null)],
                },
                Children(values)
            );
    }

    private static CsvPerson? Staff(CsvRecord record, CsvValues values, string school)
    {
        var names = CsvNames.Read(values, OndeColumns.StaffName, OndeColumns.StaffUsageName, OndeColumns.StaffFirstName);
        var heads = string.Equals(values.First(OndeColumns.IsHead), "oui", StringComparison.OrdinalIgnoreCase);
        return names is null
            ? null
            : new(
                record.File,
                Adult(record, values, names.Value, AccountKind.Teacher) with
                {
                    Places = [CsvPlaces.Of(school, values.First(OndeColumns.Class, EntryLimits.ClassName), heads)],
                },
                []
            );
    }

    private static PersonEntry Adult(CsvRecord record, CsvValues values, (string First, string Last, string? Birth) names, AccountKind kind) =>
        new()
        {
            ExternalId = "",
            Line = record.Line,
            Kind = kind,
            FirstName = names.First,
            LastName = names.Last,
            BirthName = names.Birth,
            Email = values.First(OndeColumns.Email, EntryLimits.Email),
            HomePhone = values.First(OndeColumns.HomePhone, EntryLimits.Phone),
            MobilePhone = values.First(OndeColumns.MobilePhone, EntryLimits.Phone),
        };

    private static ImmutableArray<NamedChild> Children(CsvValues values)
    {
        var (usages, families, firsts, classes) = (
            values.All(OndeColumns.ChildUsageName),
            values.All(OndeColumns.ChildName),
            values.All(OndeColumns.ChildFirstName),
            values.All(OndeColumns.ChildClass)
        );
        var children = ImmutableArray.CreateBuilder<NamedChild>();
        for (var i = 0; i < firsts.Length; i++)
        {
            var (usage, family) = (usages.ElementAtOrDefault(i), families.ElementAtOrDefault(i));
            if ((family ?? usage) is { } name)
            {
                children.Add(new NamedChild.ByName(name, usage, firsts[i] ?? "", classes.ElementAtOrDefault(i)));
            }
        }

        return children.ToImmutable();
    }
}
