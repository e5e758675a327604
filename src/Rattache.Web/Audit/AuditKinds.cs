namespace Rattache.Web.Audit;

/// <summary>What is audited. The codes are stable: texts, limits and operators' searches name them.</summary>
public static class AuditKinds
{
    public const string SignedIn = "sign-in";
    public const string Activated = "activation";
    public const string KeyMade = "key.made";
    public const string KeyRevoked = "key.revoked";
    public const string KeyPasted = "key.pasted";

    /// <summary>The password of another account, given to gather it; also what was typed and matched nothing.</summary>
    public const string PasswordGiven = "proof.password";

    /// <summary>Likewise its first-time code.</summary>
    public const string FirstCodeGiven = "proof.first-code";
    public const string Merged = "merge.made";
    public const string Undone = "merge.undone";
    public const string PasswordChanged = "password.changed";
    public const string ResetAsked = "reset.asked";
    public const string LoginsAsked = "logins.asked";
    public const string PasswordReset = "password.reset";
    public const string EmailCodeSent = "email.code-sent";
    public const string EmailChanged = "email.changed";
    public const string MobileCodeSent = "mobile.code-sent";
    public const string MobileVerified = "mobile.verified";
    public const string PhoneChanged = "phone.changed";
    public const string AliasChosen = "alias.chosen";
    public const string AliasGivenUp = "alias.given-up";
    public const string DeviceClosed = "device.closed";
    public const string DevicesClosed = "devices.closed";
    public const string SecondFactorOn = "second-factor.on";
    public const string SecondFactorOff = "second-factor.off";
    public const string RecoveryCodesMade = "recovery-codes.made";
    public const string RecoveryCodeUsed = "recovery-code.used";
    public const string PasskeyAdded = "passkey.added";
    public const string PasskeyRemoved = "passkey.removed";
    public const string PasskeyRenamed = "passkey.renamed";
    public const string PadlockChanged = "padlock.changed";
    public const string NotificationsChanged = "notifications.changed";
    public const string LanguageChanged = "language.changed";
    public const string Imported = "import";
    public const string AdministratorMade = "administrator.made";
    public const string CodesPrinted = "codes.printed";
    public const string SchoolClosed = "school.closed";
    public const string SchoolReopened = "school.reopened";
    public const string Erased = "erasure";
    public const string DataTaken = "data.taken";
    public const string TermsAccepted = "terms.accepted";

    public const string Ok = "ok";
}
