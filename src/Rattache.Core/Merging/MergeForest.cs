using System.Collections.Immutable;
using Rattache.Core.Accounts;

namespace Rattache.Core.Merging;

/// <summary>
/// The open merges: each account has at most one as absorbed, and only roots join, so they form a forest.
/// A person is a tree; its root is the account they sign in to.
/// </summary>
public sealed class MergeForest
{
    private readonly ImmutableDictionary<AccountId, Merge> byAbsorbed;
    private readonly ILookup<AccountId, Merge> byKept;

    private MergeForest(ImmutableDictionary<AccountId, Merge> byAbsorbed)
    {
        this.byAbsorbed = byAbsorbed;
        byKept = byAbsorbed.Values.OrderBy(m => m.AbsorbedId).ToLookup(m => m.KeptId);
    }

    public static MergeForest Empty { get; } = new(ImmutableDictionary<AccountId, Merge>.Empty);

    /// <exception cref="ArgumentException">Two of the merges absorb the same account, or they go round in a circle.</exception>
    public static MergeForest Of(IEnumerable<Merge> open)
    {
        var forest = new MergeForest(open.ToImmutableDictionary(m => m.AbsorbedId));
        var underRoots = forest.byKept.Select(kept => kept.Key).Where(id => !forest.IsAbsorbed(id)).Sum(root => forest.Below(root).Count());
        return underRoots == forest.byAbsorbed.Count ? forest : throw new ArgumentException("The merges go round in a circle.", nameof(open));
    }

    public IEnumerable<Merge> Merges => byAbsorbed.Values;

    public bool IsAbsorbed(AccountId id) => byAbsorbed.ContainsKey(id);

    public Merge? Find(MergeId id) => byAbsorbed.Values.FirstOrDefault(m => m.Id == id);

    /// <summary>The account that this one is read through; itself when nothing absorbed it.</summary>
    public AccountId Root(AccountId id)
    {
        while (byAbsorbed.TryGetValue(id, out var merge))
        {
            id = merge.KeptId;
        }

        return id;
    }

    /// <summary>Since when an account is read through its present root: the latest of the merges that lead up to it. Null for a root.</summary>
    public DateTimeOffset? ReadSince(AccountId id)
    {
        DateTimeOffset? since = null;
        while (byAbsorbed.TryGetValue(id, out var merge))
        {
            since = since > merge.MergedAt ? since : merge.MergedAt;
            id = merge.KeptId;
        }

        return since;
    }

    /// <summary>The account, then all that was absorbed into it, directly or through another.</summary>
    public IEnumerable<AccountId> Tree(AccountId root) => Below(root).Select(m => m.AbsorbedId).Prepend(root);

    /// <summary>The merges that make up the tree under an account, from the top down.</summary>
    public IEnumerable<Merge> Below(AccountId root)
    {
        var waiting = new Queue<AccountId>([root]);
        while (waiting.TryDequeue(out var kept))
        {
            foreach (var merge in byKept[kept])
            {
                yield return merge;
                waiting.Enqueue(merge.AbsorbedId);
            }
        }
    }

    /// <exception cref="InvalidOperationException">One side is no root, or both are the same account: the caller has not asked <see cref="MergeRules"/>.</exception>
    public MergeForest Join(Merge merge)
    {
        if (IsAbsorbed(merge.KeptId) || IsAbsorbed(merge.AbsorbedId) || merge.KeptId == merge.AbsorbedId)
        {
            throw new InvalidOperationException($"Merge {merge.Id} does not join two roots.");
        }

        return new(byAbsorbed.Add(merge.AbsorbedId, merge));
    }

    /// <summary>The forest without one merge; the part under it becomes a tree of its own.</summary>
    public MergeForest Cut(MergeId id) => Find(id) is { } merge ? new(byAbsorbed.Remove(merge.AbsorbedId)) : this;
}
