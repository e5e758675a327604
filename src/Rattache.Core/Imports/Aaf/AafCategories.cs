namespace Rattache.Core.Imports.Aaf;

public static class AafCategories
{
    /// <summary>From a record's category, or from the name of a slice, which writes subjects otherwise.</summary>
    public static RecordCategory Of(string name) =>
        name switch
        {
            "EtabEducNat" => RecordCategory.School,
            "PersRelEleve" => RecordCategory.Relative,
            "Eleve" => RecordCategory.Student,
            "PersEducNat" => RecordCategory.Staff,
            "MefEducNat" or "MatEducNat" or "MatiereEducNat" => RecordCategory.Nomenclature,
            _ => RecordCategory.Unknown,
        };
}
