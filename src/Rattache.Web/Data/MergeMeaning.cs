using System.Collections.Frozen;
using Microsoft.AspNetCore.Identity;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Notifications;
using Rattache.Web.Activation;
using Rattache.Web.Audit;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.Reset;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Imports;
using Rattache.Web.Notifications;

namespace Rattache.Web.Data;

/// <summary>What a merge does to the rows of a table that names an account. It moves none: that is the whole idea (ADR 0001).</summary>
public enum MergeMeaning
{
    /// <summary>A fact of the account it was stated for; read through the root while the merge is open.</summary>
    ReadThroughRoot = 1,

    /// <summary>Stays with its account and counts for nothing while it is absorbed; the root's own counts.</summary>
    Sleeps,

    /// <summary>Ends in the transaction of the merge.</summary>
    Ends,

    /// <summary>The record of the merge itself, or of who did what: never rewritten.</summary>
    Records,
}

/// <summary>Every table that names an account declares what a merge means for it; a test fails when one does not.</summary>
public static class MergeMeanings
{
    public static FrozenDictionary<Type, MergeMeaning> ByTable { get; } =
        new Dictionary<Type, MergeMeaning>
        {
            [typeof(Account)] = MergeMeaning.ReadThroughRoot,
            [typeof(Attachment)] = MergeMeaning.ReadThroughRoot,
            [typeof(ChildLink)] = MergeMeaning.ReadThroughRoot,
            [typeof(IdentityUserLogin<AccountId>)] = MergeMeaning.ReadThroughRoot, // an identity signs in to the root
            [typeof(IssuedLogin)] = MergeMeaning.ReadThroughRoot, // either login opens the root
            [typeof(Notice)] = MergeMeaning.ReadThroughRoot, // what happened before the merge stays its own
            [typeof(NotificationPreferences)] = MergeMeaning.Sleeps,
            [typeof(SentDigest)] = MergeMeaning.Sleeps,
            [typeof(AccountContinuation)] = MergeMeaning.Sleeps, // whoever gathered the accounts themself has answered it
            [typeof(AdministrationRight)] = MergeMeaning.Sleeps,
            [typeof(Credentials)] = MergeMeaning.Sleeps, // its own password only proves who may take the merge back
            [typeof(IdentityUserClaim<AccountId>)] = MergeMeaning.Sleeps,
            [typeof(IdentityUserToken<AccountId>)] = MergeMeaning.Sleeps,
            [typeof(IdentityUserPasskey<AccountId>)] = MergeMeaning.Sleeps, // like the password
            [typeof(KnownDevice)] = MergeMeaning.Sleeps, // the root's own browsers count
            [typeof(ActivationCode)] = MergeMeaning.Sleeps, // only a new one is left, for a sheet after detaching (ADR 0014)
            [typeof(MergeKey)] = MergeMeaning.Ends,
            [typeof(AddressProof)] = MergeMeaning.Ends,
            [typeof(PasswordReset)] = MergeMeaning.Ends,
            [typeof(Session)] = MergeMeaning.Ends,
            [typeof(AccountGuard)] = MergeMeaning.Records,
            [typeof(Merge)] = MergeMeaning.Records,
            [typeof(AuditEntry)] = MergeMeaning.Records,
        }.ToFrozenDictionary();
}
