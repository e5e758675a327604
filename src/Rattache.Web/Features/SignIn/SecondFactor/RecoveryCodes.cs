using System.Security.Cryptography;
using System.Text;

namespace Rattache.Web.Features.SignIn.SecondFactor;

/// <summary>
/// What is kept of the codes that open an account when the telephone is lost: a salt, and a slow hash of each (47 random bits). One hash is
/// computed for what was typed, whichever of them it is.
/// </summary>
internal static class RecoveryCodes
{
    private const int Made = 10;
    private const int Rounds = 50_000;
    private const int Bytes = 16;

    // Identity's own: none is taken for another, and no word comes of them.
    private const string Signs = "23456789BCDFGHJKMNPQRTVWXY";

    /// <summary>New ones, and what is kept of them. Ten slow hashes: made before a transaction begins, beside which nobody writes on SQLite.</summary>
    public static (string[] Codes, string Kept) Make()
    {
        string[] codes = [.. Enumerable.Range(0, Made).Select(_ => $"{Half()}-{Half()}")];
        return (codes, Hash(codes));

        static string Half() => RandomNumberGenerator.GetString(Signs, 5);
    }

    public static string Hash(IEnumerable<string> codes)
    {
        var salt = RandomNumberGenerator.GetBytes(Bytes);
        return Convert.ToBase64String([.. salt, .. codes.SelectMany(code => Hash(code, salt))]);
    }

    public static int Count(string? kept) => kept is null ? 0 : Convert.FromBase64String(kept).Length / Bytes - 1;

    /// <returns>What is kept once this code is used; null when it is none of them.</returns>
    public static string? Without(string? kept, string typed)
    {
        var all = kept is null ? new byte[Bytes] : Convert.FromBase64String(kept);
        var salt = all[..Bytes];
        var hash = Hash(typed, salt);
        var hashes = all.Chunk(Bytes).Skip(1).ToList();
        return hashes.RemoveAll(one => CryptographicOperations.FixedTimeEquals(one, hash)) == 0
            ? null
            : Convert.ToBase64String([.. salt, .. hashes.SelectMany(one => one)]);
    }

    /// <summary>Copied by hand: case, hyphen and spaces do not count.</summary>
    private static byte[] Hash(string code, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(string.Concat(code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit))),
            salt,
            Rounds,
            HashAlgorithmName.SHA256,
            Bytes
        );
}
