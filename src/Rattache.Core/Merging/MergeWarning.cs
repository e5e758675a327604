namespace Rattache.Core.Merging;

/// <summary>Shown before confirming and kept with the merge; it never stops one, since feeds disagree about the same person all the time.</summary>
public enum MergeWarning
{
    /// <summary>Names differ even after folding case, accents, hyphens, particles and married name.</summary>
    NamesDiffer = 1,
    BirthDatesDiffer,

    /// <summary>The accounts share no child, no school and no surname.</summary>
    NothingShared,
}

public static class MergeWarnings
{
    public static string Code(this MergeWarning warning) =>
        warning switch
        {
            MergeWarning.NamesDiffer => "warning.names-differ",
            MergeWarning.BirthDatesDiffer => "warning.birth-dates-differ",
            MergeWarning.NothingShared => "warning.nothing-shared",
            _ => throw new ArgumentOutOfRangeException(nameof(warning), warning, null),
        };
}
