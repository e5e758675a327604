namespace Rattache.Web.Features.Merges;

/// <summary>What a <em>collectivité</em> may decide of merging. A value out of bounds stops the start, with a sentence.</summary>
public sealed class MergingSettings
{
    public SourceFamiliesRule SourceFamilies { get; init; } = SourceFamiliesRule.Together;

    public bool FederatedIntoLocal { get; init; }

    /// <summary>How long a key lives that a parent makes: from a minute to a day.</summary>
    public TimeSpan KeyLife { get; init; } = TimeSpan.FromMinutes(30);
}

public enum SourceFamiliesRule
{
    /// <summary>An account of the academic directory and one of a CSV file may merge.</summary>
    Together = 0,

    /// <summary>They may not (<c>merge.source-family</c>), as in entcore.</summary>
    Apart = 1,
}
