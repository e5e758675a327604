namespace Rattache.Web.Features.SignIn.Sessions;

/// <summary>What a session was opened with.</summary>
public enum SessionProof
{
    Password = 1,

    /// <summary>The password, and a code from the authenticator or a recovery code.</summary>
    PasswordAndCode,

    /// <summary>A passkey that checked its owner: two factors in one (NIST SP 800-63B-4, AAL2).</summary>
    Passkey,
}
