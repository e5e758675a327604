using System.Collections.Immutable;
using Rattache.Core.Merging;

namespace Rattache.Web.Features.Merges;

/// <summary>What confirming came to.</summary>
public abstract record MergeOutcome
{
    private MergeOutcome() { }

    public sealed record Merged(string KeptLogin, ImmutableArray<MergeId> Merges) : MergeOutcome;

    /// <summary>Something that the person was shown has changed meanwhile: they look again.</summary>
    public sealed record Changed(MergePlan.Ready Plan) : MergeOutcome;

    public sealed record Held : MergeOutcome;

    public sealed record Refused(MergeRefusal Reason, ProofFault? Fault) : MergeOutcome;
}
