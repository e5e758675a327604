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
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.MyAccount.Held;

/// <summary>
/// Every table that tells of an account: in which section a person finds it, or why not (GDPR, articles 15 and 20). A test fails
/// when a table stands in neither list, and when a section does not read the table that it is named for.
/// </summary>
public static class HeldTables
{
    public static FrozenDictionary<Type, string> Sections { get; } =
        new Dictionary<Type, string>
        {
            [typeof(Account)] = HeldData.Accounts,
            [typeof(Credentials)] = HeldData.Chosen,
            [typeof(Attachment)] = HeldData.Schools,
            [typeof(ChildLink)] = HeldData.Children,
            [typeof(IdentityUserLogin<AccountId>)] = HeldData.Identities,
            [typeof(KnownDevice)] = HeldData.Devices,
            [typeof(Merge)] = HeldData.Merges,
            [typeof(MergeKey)] = HeldData.Keys,
            [typeof(Session)] = HeldData.Sessions,
            [typeof(IdentityUserPasskey<AccountId>)] = HeldData.Passkeys,
            [typeof(NotificationPreferences)] = HeldData.Notifications,
            [typeof(SentDigest)] = HeldData.Notifications,
            [typeof(Notice)] = HeldData.Notices,
            [typeof(AddressProof)] = HeldData.Pending,
            [typeof(PasswordReset)] = HeldData.Pending,
            [typeof(AdministrationRight)] = HeldData.Rights,
            [typeof(OutboxMessage)] = HeldData.Mails,
            [typeof(AuditEntry)] = HeldData.History,
            [typeof(AuditDetail)] = HeldData.History,
        }.ToFrozenDictionary();

    /// <summary>With the reason, for whoever has to answer for it.</summary>
    public static FrozenDictionary<Type, string> Exceptions { get; } =
        new Dictionary<Type, string>
        {
            [typeof(AccountGuard)] =
                "A lock or a hold protects somebody else (violence, court order): article 15(4). Who asks is sent to the school.",
            [typeof(AccountContinuation)] = "A guess that two accounts may be one person's; the other may be a stranger's: article 15(4).",
            [typeof(IssuedLogin)] = "The login alone, which the section of accounts shows; the rest of the row is computed from it.",
            [typeof(ActivationCode)] = "A secret that opens the account; none is left once it is activated, and only then one signs in.",
            [typeof(IdentityUserToken<AccountId>)] = "Secrets that open the account.",
            [typeof(IdentityUserClaim<AccountId>)] = "Nothing writes any: what an account may do is read from its rights, which are shown.",
        }.ToFrozenDictionary();
}
