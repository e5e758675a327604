using System.Collections.Immutable;

namespace Rattache.Core.Merging;

/// <summary>What <see cref="MergeRules.Decide"/> answers.</summary>
public abstract record MergeDecision
{
    private MergeDecision() { }

    /// <summary>The accounts may become one, once the person has seen the warnings.</summary>
    public sealed record Accepted(ImmutableArray<MergeWarning> Warnings) : MergeDecision;

    /// <summary>A school must approve first. No rule holds yet; callers are ready for the day one does.</summary>
    public sealed record Held : MergeDecision;

    /// <param name="Reason">What to tell.</param>
    /// <param name="Fault">What exactly is wrong with the proof; for the audit alone.</param>
    public sealed record Refused(MergeRefusal Reason, ProofFault? Fault = null) : MergeDecision;
}

/// <summary>What <see cref="MergeRules.Undo"/> answers.</summary>
public abstract record UndoDecision
{
    private UndoDecision() { }

    public sealed record Accepted(Merge Merge) : UndoDecision;

    public sealed record Refused(UndoRefusal Reason) : UndoDecision;
}
