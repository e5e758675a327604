namespace Rattache.Web.Imports;

/// <summary>Where an import is.</summary>
/// <param name="Done">Bytes read, of <paramref name="Total"/>; both 0 for steps whose end cannot be foreseen.</param>
public readonly record struct ImportProgress(ImportStep Step, long Done = 0, long Total = 0);

public enum ImportStep
{
    /// <summary>Another import is running: there is one at a time.</summary>
    Waiting,

    /// <summary>Archives are opened, files looked at.</summary>
    Opening,
    Reading,

    /// <summary>What was read against what is there; nothing is changed yet.</summary>
    Comparing,

    /// <summary>In one transaction; on SQLite, whoever else writes waits meanwhile.</summary>
    Writing,
}
