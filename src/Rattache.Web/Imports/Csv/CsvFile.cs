using Rattache.Core.Accounts;
using Rattache.Core.Imports.Csv;

namespace Rattache.Web.Imports.Csv;

/// <summary>What a CSV file is, from its header; whose it is, from what was said or from its folder's name.</summary>
internal static class CsvFile
{
    /// <param name="path">The file.</param>
    /// <param name="said">The school given with the delivery.</param>
    public static (FoundFile? File, DeliveryRefusal? Refusal) Look(string path, Uai? said)
    {
        using var rows = new CsvRows(path, _ => { });
        if (rows.Refusal is { } unfit)
        {
            return (null, unfit);
        }

        if (CsvLayouts.Recognize(rows.Header) is not { } layout)
        {
            return Refused(rows.Header.Count > 1 ? DeliveryRefusal.UnknownHeader : DeliveryRefusal.OtherText);
        }

        var missing = layout.MissingFrom(rows.Header);
        if (!missing.IsEmpty)
        {
            return Refused(DeliveryRefusal.MissingColumns, string.Join(", ", missing.Select(name => $"« {name} »")));
        }

        Uai? folder = Uai.TryParse(Path.GetFileName(Path.GetDirectoryName(path)), out var named) ? named : null;
        if (said is not null && folder is not null && said != folder)
        {
            return Refused(DeliveryRefusal.SchoolContradicted, $"{said} / {folder}");
        }

        return (said ?? folder) is { } school
            ? (new(path, layout.Feed, school.Value, null, null, layout.Category, 0, false), null)
            : Refused(DeliveryRefusal.SchoolNotSaid);

        (FoundFile?, DeliveryRefusal?) Refused(string code, string? detail = null) => (null, new(code, rows.File, Detail: detail));
    }
}
