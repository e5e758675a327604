using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Duplicates;

namespace Rattache.Core.Merging;

/// <summary>Who may merge with whom, and who may take it back (DESIGN §2): a pure function of the graph, the request and the time.</summary>
/// <param name="SourceFamiliesApart">Academic accounts merge only among themselves, as entcore does. Off by default: facts stay on their account anyway.</param>
/// <param name="FederatedIntoLocal">An account that signs in through an identity provider may be absorbed into one that does not; its identity then signs in to the kept one.</param>
public sealed record MergeRules(bool SourceFamiliesApart = false, bool FederatedIntoLocal = false)
{
    /// <summary>Keys at once; all of them, or none.</summary>
    public const int MostKeys = 5;

    /// <param name="graph">Must hold the whole trees of both accounts.</param>
    public MergeDecision Decide(AccountGraph graph, MergeRequest request, DateTimeOffset now)
    {
        if (request.Other is not { } other)
        {
            return new MergeDecision.Refused(MergeRefusal.KeyInvalid, ProofFault.Unknown);
        }

        if (other.FaultAt(now) is { } fault)
        {
            return new MergeDecision.Refused(other is OtherProof.ByKey ? MergeRefusal.KeyInvalid : MergeRefusal.ProofOver, fault);
        }

        if (other.Account == request.SignedIn)
        {
            return new MergeDecision.Refused(MergeRefusal.SameAccount);
        }

        var (kept, absorbed) = request.KeepsOther ? (other.Account, request.SignedIn) : (request.SignedIn, other.Account);
        return Refusal(graph, kept, absorbed, request.SignedIn, withoutPassword: other is OtherProof.ByFirstCode ? other.Account : null) is { } reason
            ? new MergeDecision.Refused(reason)
            : new MergeDecision.Accepted(Warnings(graph.Accounts[kept], graph.Accounts[absorbed], graph));
    }

    /// <param name="graph">Must hold the whole tree that the merge is part of.</param>
    public static UndoDecision Undo(AccountGraph graph, UndoRequest request)
    {
        if (graph.Forest.Find(request.Merge) is not { } merge)
        {
            return new UndoDecision.Refused(UndoRefusal.Unknown);
        }

        var root = graph.Forest.Root(merge.AbsorbedId);
        var theirs = request.Proof switch
        {
            UndoProof.Root => root == request.By,
            UndoProof.Absorbed => merge.AbsorbedId == request.By,
            UndoProof.Administrator => true, // which schools they may act for is the page's policy
            _ => false,
        };
        if (!theirs)
        {
            return new UndoDecision.Refused(UndoRefusal.Unknown);
        }

        // Locking a root locks all its logins: none of them leaves by itself.
        var locked = graph.Accounts[merge.AbsorbedId].Locked || graph.Accounts[root].Locked;
        return locked && request.Proof != UndoProof.Administrator ? new UndoDecision.Refused(UndoRefusal.Locked) : new UndoDecision.Accepted(merge);
    }

    private MergeRefusal? Refusal(AccountGraph graph, AccountId kept, AccountId absorbed, AccountId signedIn, AccountId? withoutPassword)
    {
        ImmutableArray<AccountFacts> keeps = [.. graph.Tree(kept)];
        ImmutableArray<AccountFacts> joins = [.. graph.Tree(absorbed)];
        var both = keeps.AddRange(joins);

        if (both.Any(a => a.Kind != AccountKind.Relative))
        {
            return MergeRefusal.NotRelative;
        }

        var apart = graph.Forest.Root(kept) != graph.Forest.Root(absorbed); // within one person there is nobody to tell apart
        if (apart && Pupils(keeps).Overlaps(Pupils(joins)))
        {
            return MergeRefusal.CoParents;
        }

        if (both.Any(a => a.Held))
        {
            return MergeRefusal.Hold;
        }

        if (both.Any(a => a.Administrator))
        {
            return MergeRefusal.Administrator;
        }

        if (graph.Forest.IsAbsorbed(kept) || graph.Forest.IsAbsorbed(absorbed))
        {
            return MergeRefusal.AlreadyAbsorbed;
        }

        if (IsInactive(signedIn == kept ? keeps : joins))
        {
            return MergeRefusal.OwnInactive;
        }

        // Nobody could sign in to an account that was kept without a password.
        if (kept == withoutPassword || IsInactive(keeps) || IsInactive(joins, activates: absorbed == withoutPassword))
        {
            return MergeRefusal.Inactive;
        }

        if (SourceFamiliesApart && both.Select(a => a.Source.Family()).Distinct().Count() > 1)
        {
            return MergeRefusal.SourceFamily;
        }

        return !FederatedIntoLocal && joins.Any(a => a.Federated) && !keeps.Any(a => a.Federated) ? MergeRefusal.Federated : null;
    }

    // One pupil's record that names two accounts names two adults.
    private static HashSet<AccountId> Pupils(IEnumerable<AccountFacts> tree) => [.. tree.SelectMany(a => a.Children).Select(c => c.StudentId)];

    /// <param name="tree">The account first.</param>
    /// <param name="activates">It is activated by this very merge.</param>
    private static bool IsInactive(ImmutableArray<AccountFacts> tree, bool activates = false) =>
        !(tree[0].Activated || activates) || tree[0].Locked || AccountView.HasLeft(tree);

    private static ImmutableArray<MergeWarning> Warnings(AccountFacts kept, AccountFacts absorbed, AccountGraph graph)
    {
        var surname = ComparableName.LastNamesAgree(kept.LastName, kept.BirthName, absorbed.LastName, absorbed.BirthName);
        var warnings = ImmutableArray.CreateBuilder<MergeWarning>();
        if (!surname || !ComparableName.FirstNamesAgree(kept.FirstName, absorbed.FirstName))
        {
            warnings.Add(MergeWarning.NamesDiffer);
        }

        if (kept.BirthDate is { } one && absorbed.BirthDate is { } other && one != other)
        {
            warnings.Add(MergeWarning.BirthDatesDiffer);
        }

        if (!surname && !ShareChildOrSchool(AccountView.Of(graph, kept.Id), AccountView.Of(graph, absorbed.Id)))
        {
            warnings.Add(MergeWarning.NothingShared);
        }

        return warnings.DrainToImmutable();
    }

    // No pupil's record is shared here (merge.co-parents), but two records of one child may be.
    private static bool ShareChildOrSchool(AccountView one, AccountView other) =>
        one.Schools.Intersect(other.Schools).Any() || one.Children.Any(a => other.Children.Any(b => a.IsSameChildAs(b)));
}
