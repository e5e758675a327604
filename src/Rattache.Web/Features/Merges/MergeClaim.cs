using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.Merges;

/// <summary>Somebody who is signed in says that other accounts are theirs too, and by what.</summary>
/// <param name="SignedIn">The account they are signed in to.</param>
/// <param name="KeepsOther">They chose to keep the other account instead.</param>
/// <param name="Address">Where the request came from, for the audit.</param>
public abstract record MergeClaim(AccountId SignedIn, bool KeepsOther, string? Address);

/// <param name="Codes">The keys, as they were pasted.</param>
/// <inheritdoc cref="MergeClaim"/>
public sealed record PastedKeys(AccountId SignedIn, ImmutableArray<MergeCode> Codes, bool KeepsOther, string? Address)
    : MergeClaim(SignedIn, KeepsOther, Address);

/// <summary>The other account's login and its password or first-time code, typed a moment ago (<see cref="ProveOther"/>).</summary>
/// <param name="Ticket">What says so; null when it cannot be read.</param>
/// <inheritdoc cref="MergeClaim"/>
public sealed record TypedSecret(AccountId SignedIn, ProofTicket? Ticket, bool KeepsOther, string? Address)
    : MergeClaim(SignedIn, KeepsOther, Address);

/// <summary>What a claim is judged by, read under the locks of all accounts concerned.</summary>
/// <param name="MayTry">Not too many failed within the hour, here or from the same address.</param>
/// <param name="Proofs">One for each key or ticket, in their order; null for a key that nobody knows.</param>
/// <param name="Addresses">The verified ones of the accounts concerned, to be told.</param>
internal sealed record ClaimFacts(bool MayTry, ImmutableArray<OtherProof?> Proofs, List<Recipient> Addresses, AccountGraph Graph);
