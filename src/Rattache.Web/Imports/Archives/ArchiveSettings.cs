namespace Rattache.Web.Imports.Archives;

/// <summary>Where archives are opened, and how much one may hold: a small file must not fill the disk.</summary>
public sealed class ArchiveSettings
{
    public const string Section = "Imports:Archives";

    /// <summary>Made for its owner alone; what a killed process left in it is removed by the next import.</summary>
    public string Folder { get; init; } = "data/tmp";

    public int MaxEntries { get; init; } = 10_000;

    /// <summary>Of all files together, opened. A whole academy is a few GiB.</summary>
    public long MaxBytes { get; init; } = 16L << 30;

    /// <summary>Bytes opened for each byte of the archive. Deliveries are repetitive: 20 to 50 are usual.</summary>
    public int MaxRatio { get; init; } = 200;
}
