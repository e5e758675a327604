using Rattache.Core.Accounts;
using Rattache.Core.Merging;

namespace Rattache.Core.Events;

/// <summary>Connected services learn that one account is from now on read through another. Ids only: it crosses the network.</summary>
public sealed record AccountsMerged(MergeId MergeId, AccountId KeptId, AccountId AbsorbedId, DateTimeOffset At)
{
    public const string Type = "accounts.merged";
}

/// <summary>The account stands by itself again.</summary>
public sealed record MergeUndone(MergeId MergeId, AccountId KeptId, AccountId AbsorbedId, DateTimeOffset At)
{
    public const string Type = "merge.undone";
}
