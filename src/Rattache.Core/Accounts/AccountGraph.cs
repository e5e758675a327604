using System.Collections.Immutable;
using Rattache.Core.Merging;

namespace Rattache.Core.Accounts;

/// <summary>Accounts as a feed states them, and the merges over them: whole trees only, so that every root is there.</summary>
public sealed record AccountGraph(ImmutableDictionary<AccountId, AccountFacts> Accounts, MergeForest Forest)
{
    public static AccountGraph Of(IEnumerable<AccountFacts> accounts, IEnumerable<Merge> openMerges) =>
        new(accounts.ToImmutableDictionary(a => a.Id), MergeForest.Of(openMerges));

    /// <summary>The account and everything absorbed into it, the account first, each once.</summary>
    public IEnumerable<AccountFacts> Tree(AccountId root) => Forest.Tree(root).Select(id => Accounts[id]);
}
