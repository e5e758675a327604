using System.Security.Cryptography;
using System.Text;
using Rattache.Core.Accounts;

namespace Rattache.Web.Activation;

/// <summary>
/// First-time codes: 80 random bits in Crockford's base 32, written <c>7KQ2-9DHM-X4TB-3WPC</c>. Sealed (AES-GCM) rather
/// than hashed, so that a school can print a lost sheet again; bound to the account, so that a row moved opens nothing.
/// </summary>
public sealed class ActivationCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;
    private const int Nonce = 12;
    private const int Tag = 16;

    private readonly Lazy<byte[]> key;

    public ActivationCodes(IConfiguration configuration) =>
        key = new(() => ActivationKeyFile.LoadAsync(configuration["Activation:KeyFile"] ?? ActivationKeyFile.Default).GetAwaiter().GetResult());

    public static string Make()
    {
        var letters = RandomNumberGenerator.GetString(Alphabet, Length);
        return $"{letters[..4]}-{letters[4..8]}-{letters[8..12]}-{letters[12..]}";
    }

    public byte[] Seal(AccountId account, string code)
    {
        using var cipher = new AesGcm(key.Value, Tag);
        return Seal(cipher, account, code);
    }

    /// <summary>A new code for each account, in their order. With one cipher, since making one takes as long as sealing by it.</summary>
    public IEnumerable<byte[]> SealEach(IEnumerable<AccountId> accounts)
    {
        using var cipher = new AesGcm(key.Value, Tag);
        foreach (var account in accounts)
        {
            yield return Seal(cipher, account, Make());
        }
    }

    /// <exception cref="CryptographicException">Sealed under another key, for another account, or altered.</exception>
    public string Open(ActivationCode code) => Open(code.AccountId, code.Sealed);

    /// <inheritdoc cref="Open(ActivationCode)"/>
    public string Open(AccountId account, byte[] @sealed)
    {
        var letters = new byte[Math.Max(@sealed.Length - Nonce - Tag, 0)];
        using var cipher = new AesGcm(key.Value, Tag);
        cipher.Decrypt(
            @sealed.AsSpan(0, Nonce),
            @sealed.AsSpan(Nonce, letters.Length),
            @sealed.AsSpan(Nonce + letters.Length),
            letters,
            account.Value.ToByteArray()
        );
        var text = Encoding.ASCII.GetString(letters);
        return string.Join('-', text.Chunk(4).Select(four => new string(four)));
    }

    /// <summary>Forgives case, spaces, hyphens, and letters that look like digits; takes as long wherever the difference is.</summary>
    public bool Matches(ActivationCode code, string typed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Normalize(Open(code))), Encoding.UTF8.GetBytes(Normalize(typed)));

    private static string Normalize(string typed)
    {
        var letters = new StringBuilder(Length);
        foreach (var c in typed.ToUpperInvariant().Where(char.IsLetterOrDigit))
        {
            letters.Append(
                c switch
                {
                    'O' => '0',
                    'I' or 'L' => '1',
                    _ => c,
                }
            );
        }

        return letters.ToString();
    }

    private static byte[] Seal(AesGcm cipher, AccountId account, string code)
    {
        var letters = Encoding.ASCII.GetBytes(Normalize(code));
        var @sealed = new byte[Nonce + letters.Length + Tag];
        RandomNumberGenerator.Fill(@sealed.AsSpan(0, Nonce));
        cipher.Encrypt(
            @sealed.AsSpan(0, Nonce),
            letters,
            @sealed.AsSpan(Nonce, letters.Length),
            @sealed.AsSpan(Nonce + letters.Length),
            account.Value.ToByteArray()
        );
        return @sealed;
    }
}
