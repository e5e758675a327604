using System.Collections.Immutable;
using Rattache.Core.Merging;

namespace Rattache.Core.Accounts;

/// <summary>
/// A person: the account they sign in to, read together with everything absorbed into it. Nothing here is stored;
/// cutting a merge gives back exactly what each side showed before.
/// </summary>
public sealed record AccountView(
    AccountFacts Root,
    ImmutableArray<MergedLogin> MergedLogins,
    ImmutableArray<ChildView> Children,
    ImmutableArray<SchoolView> Schools
)
{
    /// <param name="graph">Must hold the whole tree of <paramref name="root"/>.</param>
    /// <param name="root">The account to read; an absorbed one shows what would be its own after a cut.</param>
    public static AccountView Of(AccountGraph graph, AccountId root)
    {
        var tree = graph.Tree(root).ToImmutableArray();
        var children = ChildView.Union(tree);
        var merged = graph
            .Forest.Below(root)
            .Select(m => new MergedLogin(m.Id, graph.Accounts[m.AbsorbedId].Login, graph.Accounts[m.KeptId].Login, m.MergedAt))
            .OrderBy(m => m.Login, StringComparer.Ordinal);
        return new(tree[0], [.. merged], children, SchoolView.Union(tree, children));
    }

    /// <summary>A person has left only when all their accounts have.</summary>
    public static bool HasLeft(IEnumerable<AccountFacts> tree) => tree.All(a => a.Left);

    public bool Equals(AccountView? other) =>
        other is not null
        && Root == other.Root
        && MergedLogins.SequenceEqual(other.MergedLogins)
        && Children.SequenceEqual(other.Children)
        && Schools.SequenceEqual(other.Schools);

    public override int GetHashCode() => HashCode.Combine(Root.Id, MergedLogins.Length, Children.Length, Schools.Length);
}

/// <summary>A line of <em>Utilisateurs fusionnés</em>.</summary>
/// <param name="Into">The login it was merged into; another than the root's within a chain.</param>
public sealed record MergedLogin(MergeId MergeId, string Login, string Into, DateTimeOffset Since);
