using System.Collections.Frozen;
using Rattache.Web.Audit;

namespace Rattache.Web.Features.MyAccount.History;

/// <summary>What an audited kind and outcome are called on a parent's screen. A kind without words of its own still shows as a line.</summary>
public static class HistoryWords
{
    private const string Other = "history.other";

    private static readonly FrozenDictionary<string, (string Done, string Refused)> Words = new Dictionary<string, (string, string)>
    {
        [AuditKinds.SignedIn] = ("history.sign-in", "history.sign-in-refused"),
        [AuditKinds.Activated] = ("history.activation", "history.activation-refused"),
        [AuditKinds.KeyMade] = ("history.key-made", "history.key-made-refused"),
        [AuditKinds.KeyRevoked] = ("history.key-revoked", Other),
        [AuditKinds.KeyPasted] = ("history.key-pasted", "history.key-refused"),
        [AuditKinds.PasswordGiven] = ("proof.history-password", "proof.history-refused"),
        [AuditKinds.FirstCodeGiven] = ("proof.history-first-code", "proof.history-refused"),
        [AuditKinds.Merged] = ("history.merged", "history.merge-refused"),
        [AuditKinds.Undone] = ("history.undone", "history.undo-refused"),
        [AuditKinds.PasswordChanged] = ("history.password-changed", Other),
        [AuditKinds.ResetAsked] = ("history.reset-asked", "history.reset-no-address"),
        [AuditKinds.LoginsAsked] = ("history.logins-asked", "history.logins-refused"),
        [AuditKinds.PasswordReset] = ("history.password-reset", "history.reset-refused"),
        [AuditKinds.EmailCodeSent] = ("history.email-code", Other),
        [AuditKinds.EmailChanged] = ("history.email-changed", Other),
        [AuditKinds.MobileCodeSent] = ("history.mobile-code", Other),
        [AuditKinds.MobileVerified] = ("history.mobile-verified", Other),
        [AuditKinds.PhoneChanged] = ("history.phone-changed", Other),
        [AuditKinds.PadlockChanged] = ("history.padlock", Other),
        [AuditKinds.NotificationsChanged] = ("history.notifications-changed", "history.notifications-changed"),
        [AuditKinds.AliasChosen] = ("alias.history-chosen", "alias.history-refused"),
        [AuditKinds.AliasGivenUp] = ("alias.history-given-up", Other),
        [AuditKinds.DeviceClosed] = ("devices.history-closed", Other),
        [AuditKinds.DevicesClosed] = ("devices.history-closed-others", Other),
        [AuditKinds.SecondFactorOn] = ("second-factor.history-on", Other),
        [AuditKinds.SecondFactorOff] = ("second-factor.history-off", Other),
        [AuditKinds.RecoveryCodesMade] = ("second-factor.history-codes", Other),
        [AuditKinds.RecoveryCodeUsed] = ("second-factor.history-code-used", Other),
        [AuditKinds.PasskeyAdded] = ("passkeys.history-added", Other),
        [AuditKinds.PasskeyRemoved] = ("passkeys.history-removed", Other),
        [AuditKinds.PasskeyRenamed] = ("passkeys.history-renamed", Other),
        [AuditKinds.LanguageChanged] = ("history.language-changed", Other),
        [AuditKinds.Imported] = ("history.imported", Other),
        [AuditKinds.AdministratorMade] = ("history.administrator-made", Other),
        [AuditKinds.Erased] = ("history.erased", Other),
        [AuditKinds.CodesPrinted] = ("history.codes-printed", Other),
        [AuditKinds.SchoolClosed] = ("history.school-closed", Other),
        [AuditKinds.SchoolReopened] = ("history.school-reopened", Other),
        [AuditKinds.DataTaken] = ("history.data-taken", Other),
        [AuditKinds.TermsAccepted] = ("history.terms-accepted", Other),
    }.ToFrozenDictionary();

    /// <summary>Which padlock (<see cref="Padlocks"/>): the labels are those of <em>Mon profil</em>.</summary>
    public static string? Label(string kind, string outcome) =>
        kind == AuditKinds.PadlockChanged && outcome.Split('/') is [AuditKinds.Ok, var name, _] ? $"account.{name}" : null;

    public static string Of(string kind, string outcome) =>
        (kind, outcome) switch
        {
            (AuditKinds.SignedIn, "sign-in.absorbed") => "history.sign-in-absorbed",
            (AuditKinds.SignedIn, "sign-in.code-asked") => "second-factor.history-asked",
            (AuditKinds.SignedIn, "sign-in.code-refused") => "second-factor.history-refused",
            (AuditKinds.PadlockChanged, _) when outcome.EndsWith("/open", StringComparison.Ordinal) => "history.padlock-opened",
            (AuditKinds.PadlockChanged, _) when outcome.EndsWith("/closed", StringComparison.Ordinal) => "history.padlock-closed",
            _ => Words.TryGetValue(kind, out var words) ? (outcome == AuditKinds.Ok ? words.Done : words.Refused) : Other,
        };
}
