using System.Collections.Immutable;
using Rattache.Core.Imports.Csv;

namespace Rattache.Core.Imports.Onde;

/// <summary>Columns of ONDE's three files (<c>CSVExtraction-eleves</c>, <c>-responsables</c>, <c>-enseignants</c>).</summary>
internal static class OndeColumns
{
    public static readonly CsvColumn PupilName = new("Nom Elève", "Nom de famille Elève");
    public static readonly CsvColumn PupilUsageName = new("Nom d'usage Elève");
    public static readonly CsvColumn PupilFirstName = new("Prénom Elève");
    public static readonly CsvColumn BirthDate = new("Date naissance", "Date de naissance");
    public static readonly CsvColumn Class = new("Classe");

    public static readonly CsvColumn RelativeName = new("Nom responsable");
    public static readonly CsvColumn RelativeUsageName = new("Nom usage responsable", "Nom d'usage responsable");
    public static readonly CsvColumn RelativeFirstName = new("Prénom responsable");
    public static readonly CsvColumn Email = new("Courriel");
    public static readonly CsvColumn HomePhone = new("Téléphone domicile");
    public static readonly CsvColumn MobilePhone = new("Téléphone portable");

    // Four columns a child, up to six times; rows end after the last child.
    public static readonly CsvColumn ChildUsageName = new("Nom d'usage enfant");
    public static readonly CsvColumn ChildName = new("Nom de famille enfant");
    public static readonly CsvColumn ChildFirstName = new("Prénom enfant");
    public static readonly CsvColumn ChildClass = new("Classes enfants");

    public static readonly CsvColumn StaffName = new("Nom");
    public static readonly CsvColumn StaffUsageName = new("Nom usage", "Nom d'usage");
    public static readonly CsvColumn StaffFirstName = new("Prénom");
    public static readonly CsvColumn IsHead = new("Directeur");

    public static readonly ImmutableArray<CsvColumn> OfPupils = [PupilName, PupilUsageName, PupilFirstName, BirthDate, Class];

    public static readonly ImmutableArray<CsvColumn> OfRelatives =
    [
        RelativeUsageName,
        RelativeName,
        RelativeFirstName,
        Email,
        HomePhone,
        MobilePhone,
        ChildUsageName,
        ChildName,
        ChildFirstName,
        ChildClass,
    ];

    public static readonly ImmutableArray<CsvColumn> OfStaff =
    [
        StaffUsageName,
        StaffName,
        StaffFirstName,
        Email,
        HomePhone,
        MobilePhone,
        IsHead,
        Class,
    ];
}
