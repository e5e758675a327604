using Rattache.Core.Accounts;

namespace Rattache.Core.Imports.Csv;

/// <summary>Everybody in a school's own files is in that school, relatives included: a child that was not taken must not hide its parent from the school.</summary>
internal static class CsvPlaces
{
    public static PlaceEntry Of(string school, string? className, bool heads = false) =>
        new(school, className, heads, className is null && !heads ? PlaceBasis.School : PlaceBasis.School | PlaceBasis.Post);
}
