using Rattache.Core.Accounts;

namespace Rattache.Core.Merging;

/// <summary>Somebody signed in to one account and pasted a key made in another.</summary>
/// <param name="SignedIn">The account the key was pasted in.</param>
/// <param name="Key">What is stored of the key; null when no such key is known.</param>
/// <param name="KeepsOther">Both accounts are proven, so the person may keep the key's account instead.</param>
public sealed record MergeRequest(AccountId SignedIn, MergeKey? Key, bool KeepsOther = false);

/// <summary>Somebody asks for an account to be separated again.</summary>
/// <param name="By">The account whose owner proved themself: the root, or the absorbed account.</param>
public sealed record UndoRequest(MergeId Merge, AccountId By, UndoProof Proof);
