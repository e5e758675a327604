namespace Rattache.Core.Imports;

/// <summary>What a record is about. The order is that in which the files of a delivery are read.</summary>
public enum RecordCategory
{
    School,
    Relative,
    Student,
    Staff,

    /// <summary>AAF's lists of courses and subjects: counted, not needed.</summary>
    Nomenclature,
    Unknown,
}
