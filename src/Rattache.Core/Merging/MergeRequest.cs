using Rattache.Core.Accounts;

namespace Rattache.Core.Merging;

/// <summary>Somebody signed in to one account and proved another.</summary>
/// <param name="SignedIn">The account they are signed in to.</param>
/// <param name="Other">The proof of the other; null when no such key is known.</param>
/// <param name="KeepsOther">Both accounts are proven, so the person may keep the other instead.</param>
public sealed record MergeRequest(AccountId SignedIn, OtherProof? Other, bool KeepsOther = false);

/// <summary>Somebody asks for an account to be separated again.</summary>
/// <param name="By">The account whose owner proved themself: the root, or the absorbed account.</param>
public sealed record UndoRequest(MergeId Merge, AccountId By, UndoProof Proof);
