using Microsoft.AspNetCore.Identity;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// Length is what counts (NIST SP 800-63B): no mixture is asked for, but what everybody tries first is refused, with figures
/// around it or not.
/// </summary>
public sealed class PasswordRules : IPasswordValidator<Credentials>
{
    public const int Shortest = 10;

    /// <summary>Beyond, hashing would be a way to keep the server busy.</summary>
    public const int Longest = 128;

    private const string TooShort = nameof(IdentityErrorDescriber.PasswordTooShort);
    private const string TooLong = "PasswordTooLong";
    private const string HasLogin = "PasswordContainsLogin";
    private const string Common = "PasswordCommon";

    /// <summary>The text that says why; null when it was refused for something else than the password.</summary>
    public static string? Refusal(IdentityResult result) =>
        result.Errors.Select(error => TextOf(error.Code)).FirstOrDefault(code => code is not null);

    /// <summary>The text that says why such a password is refused; null where it is not.</summary>
    public static string? Refusal(string login, string password) => TextOf(Fault(login, password) ?? "");

    public Task<IdentityResult> ValidateAsync(UserManager<Credentials> manager, Credentials user, string? password)
    {
        var fault = Fault(user.UserName ?? "", password ?? "") ?? (Contains(password ?? "", user.Alias ?? "") ? HasLogin : null);
        return Task.FromResult(
            fault is null ? IdentityResult.Success : IdentityResult.Failed(new IdentityError { Code = fault, Description = fault })
        );
    }

    internal static string? Fault(string login, string password) =>
        password.Length < Shortest ? TooShort
        : password.Length > Longest ? TooLong
        : Contains(password, login) ? HasLogin
        : CommonPasswords.Contain(password) ? Common
        : null;

    private static string? TextOf(string fault) =>
        fault switch
        {
            TooShort => "password.too-short",
            TooLong => "password.too-long",
            HasLogin => "password.has-login",
            Common => "password.common",
            _ => null,
        };

    // Without its number too: "franck.cavel2026" is no secret of franck.cavel3.
    private static bool Contains(string password, string login)
    {
        var bare = login.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return bare.Length > 3 && password.Contains(bare, StringComparison.OrdinalIgnoreCase);
    }
}
