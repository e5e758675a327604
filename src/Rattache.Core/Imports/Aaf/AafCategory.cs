namespace Rattache.Core.Imports.Aaf;

/// <summary>What a record is about. The order is that in which the files of a delivery are read.</summary>
public enum AafCategory
{
    School,
    Relative,
    Student,
    Staff,

    /// <summary>Lists of courses and subjects: counted, not needed.</summary>
    Nomenclature,
    Unknown,
}

public static class AafCategories
{
    /// <summary>From a record's category, or from the name of a slice, which writes subjects otherwise.</summary>
    public static AafCategory Of(string name) =>
        name switch
        {
            "EtabEducNat" => AafCategory.School,
            "PersRelEleve" => AafCategory.Relative,
            "Eleve" => AafCategory.Student,
            "PersEducNat" => AafCategory.Staff,
            "MefEducNat" or "MatEducNat" or "MatiereEducNat" => AafCategory.Nomenclature,
            _ => AafCategory.Unknown,
        };
}
