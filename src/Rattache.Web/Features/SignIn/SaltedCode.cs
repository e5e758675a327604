using System.Security.Cryptography;
using System.Text;

namespace Rattache.Web.Features.SignIn;

/// <summary>What is kept of a short code that somebody reads in a mail and types. Slow on purpose: six figures are soon tried through.</summary>
public static class SaltedCode
{
    private const int Rounds = 10_000;
    private const int Bytes = 32;

    public static (byte[] Hash, byte[] Salt) Of(string code)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        return (Hash(code, salt), salt);
    }

    /// <param name="hash">Null where there is no code to compare with: the work is the same, and nothing matches.</param>
    public static bool Matches(string code, byte[]? hash, byte[]? salt) =>
        CryptographicOperations.FixedTimeEquals(Hash(code, salt ?? new byte[16]), hash ?? new byte[Bytes]) && hash is not null;

    private static byte[] Hash(string code, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(code), salt, Rounds, HashAlgorithmName.SHA256, Bytes);
}
