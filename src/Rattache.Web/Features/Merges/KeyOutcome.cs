using Rattache.Core.Merging;

namespace Rattache.Web.Features.Merges;

/// <summary>What asking for a key came to.</summary>
public abstract record KeyOutcome
{
    private KeyOutcome() { }

    /// <param name="Code">The key itself, which nothing keeps but the page that shows it.</param>
    public sealed record Made(MergeCode Code) : KeyOutcome;

    /// <summary>Within the hour.</summary>
    public sealed record TooMany : KeyOutcome;

    /// <summary>The session was ended while it asked.</summary>
    public sealed record SignedOut : KeyOutcome;
}
