namespace Rattache.Web.Audit;

/// <summary>What is audited. The codes are stable: texts, limits and operators' searches name them.</summary>
public static class AuditKinds
{
    public const string SignedIn = "sign-in";
    public const string Activated = "activation";
    public const string KeyMade = "key.made";
    public const string KeyRevoked = "key.revoked";
    public const string KeyPasted = "key.pasted";
    public const string Merged = "merge.made";
    public const string Undone = "merge.undone";
    public const string PasswordChanged = "password.changed";
    public const string ResetAsked = "reset.asked";
    public const string PasswordReset = "password.reset";
    public const string EmailCodeSent = "email.code-sent";
    public const string EmailChanged = "email.changed";
    public const string PhoneChanged = "phone.changed";
    public const string PadlockChanged = "padlock.changed";
    public const string LanguageChanged = "language.changed";
    public const string Imported = "import";
    public const string AdministratorMade = "administrator.made";
    public const string CodesPrinted = "codes.printed";

    public const string Erased = "erasure";

    public const string Ok = "ok";
}
