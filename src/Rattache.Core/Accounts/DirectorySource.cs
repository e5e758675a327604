namespace Rattache.Core.Accounts;

/// <summary>The feed that states an account's facts.</summary>
public enum DirectorySource
{
    /// <summary>Annuaire académique fédérateur, second degree.</summary>
    Aaf = 1,

    /// <summary>The same envelope for the first degree, with names of its own.</summary>
    Aaf1d = 2,

    /// <summary>A primary school's own export: three CSV files without identifiers.</summary>
    Onde = 3,

    /// <summary>CSV files with identifiers.</summary>
    Csv = 4,

    /// <summary>Made by hand by an administrator.</summary>
    Manual = 5,
}

/// <summary>Feeds that state who people are in the same way; see rule <c>merge.source-family</c>.</summary>
public enum SourceFamily
{
    Academic = 1,
    Local = 2,
}

public static class DirectorySources
{
    public static SourceFamily Family(this DirectorySource source) =>
        source is DirectorySource.Aaf or DirectorySource.Aaf1d ? SourceFamily.Academic : SourceFamily.Local;
}
