using Microsoft.AspNetCore.Identity;

namespace Rattache.Web.Features.SignIn;

/// <summary>What one guess costs whoever has stolen the database, and every sign-in costs us.</summary>
public static class PasswordCost
{
    /// <summary>
    /// Of PBKDF2-HMAC-SHA512 (ASVS 5.0, appendix C; OWASP, <em>Password Storage</em>): Identity's own number is under half of it.
    /// A hash of fewer is made anew the next time that its password is given.
    /// </summary>
    public const int Rounds = 210_000;

    public static void Apply(PasswordHasherOptions options) => options.IterationCount = Rounds;
}
