using Microsoft.AspNetCore.Identity;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// Identity's hasher, which can be asked to work before a transaction begins. Identity hashes and compares where it changes an account,
/// which is locked then: a fifth of a second long, beside which nobody else could write on SQLite. Lives as long as a request.
/// </summary>
public sealed class PasswordAhead(PasswordHasher<Credentials> hasher) : IPasswordHasher<Credentials>
{
    private (string Password, string Hash)? made;
    private (string Password, string Hash)? matched;

    /// <summary>What its rules refuse is not hashed: Identity will not ask for it.</summary>
    public void Hash(string password)
    {
        if (PasswordRules.Fault(login: "", password) is null)
        {
            made = (password, hasher.HashPassword(new(), password));
        }
    }

    /// <summary>What was made ahead is given once: of one password two hashes are never alike.</summary>
    public string HashPassword(Credentials user, string password)
    {
        var ahead = made;
        made = null;
        return ahead is { } it && it.Password == password ? it.Hash : hasher.HashPassword(user, password);
    }

    /// <summary>Whoever was right is not compared again; whoever was wrong is, and as slowly.</summary>
    public PasswordVerificationResult VerifyHashedPassword(Credentials user, string hashedPassword, string providedPassword)
    {
        if (matched == (providedPassword, hashedPassword))
        {
            return PasswordVerificationResult.Success;
        }

        var verdict = hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        if (verdict == PasswordVerificationResult.Success)
        {
            matched = (providedPassword, hashedPassword);
        }

        return verdict;
    }
}
