using Rattache.Core.Merging;

namespace Rattache.Web.Features.MyAccount;

/// <summary>What is shown before confirming, and what the forms of the page hand on.</summary>
/// <param name="Field">The name under which they hand on the proof of the other account: keys, or a ticket.</param>
/// <param name="Proof">Those keys as they were pasted, or that ticket.</param>
/// <param name="KeepsOther">The choice is turned round.</param>
/// <param name="AsksPassword">That of the account signed in to has to be given again before confirming.</param>
/// <param name="Changed">Something that was shown has changed since.</param>
public sealed record Check(MergePlan.Ready Plan, string Field, string? Proof, bool KeepsOther, bool AsksPassword, bool Changed = false);
