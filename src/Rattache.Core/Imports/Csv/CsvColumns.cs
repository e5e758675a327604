using System.Collections.Immutable;

namespace Rattache.Core.Imports.Csv;

/// <summary>Columns of CSV files with identifiers.</summary>
internal static class CsvColumns
{
    public static readonly CsvColumn Id = new("externalid");
    public static readonly CsvColumn FirstName = new("Prénom");
    public static readonly CsvColumn LastName = new("Nom");
    public static readonly CsvColumn Class = new("Classe");
    public static readonly CsvColumn BirthDate = new("Date de naissance", "Date naissance");
    public static readonly CsvColumn Phone = new("telephone");
    public static readonly CsvColumn Email = new("email", "courriel");

    /// <summary>Repeated, once a child.</summary>
    public static readonly CsvColumn Child = new("Childexternalid");

    /// <summary>Read where it is there.</summary>
    public static readonly CsvColumn MobilePhone = new("Téléphone portable", "portable", "mobile");

    public static readonly ImmutableArray<CsvColumn> OfPupils = [Id, FirstName, LastName, Class, BirthDate];
    public static readonly ImmutableArray<CsvColumn> OfRelatives = [Id, FirstName, LastName, Phone, Email, Child];
}
