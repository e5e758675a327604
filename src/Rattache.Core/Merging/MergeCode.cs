using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Rattache.Core.Merging;

/// <summary>
/// A <em>clé de fusion</em> as it is shown and pasted: a UUID version 4 (RFC 9562). A secret: only <see cref="Hash"/> is ever stored.
/// </summary>
public readonly partial record struct MergeCode
{
    private const int Digits = 32;
    private readonly string digits;

    private MergeCode(string digits) => this.digits = digits;

    /// <summary>Longest text looked at; whoever pastes more has not pasted keys.</summary>
    public const int LongestPaste = 2_000;

    /// <param name="random">16 bytes from the system's CSPRNG; six bits give way to version and variant.</param>
    public static MergeCode From(ReadOnlySpan<byte> random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random[..16].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(Convert.ToHexStringLower(bytes));
    }

    /// <summary>
    /// The keys in what somebody pasted, each once, in their order. Forgiven: upper case, missing or fancy hyphens,
    /// spaces and line ends within a key, quotes and words around it.
    /// </summary>
    public static ImmutableArray<MergeCode> FindAll(string? pasted)
    {
        if (pasted is null || pasted.Length > LongestPaste)
        {
            return [];
        }

        var found = Grouped().Matches(pasted).Select(m => Bare(m.Value));
        var rest = Bare(Grouped().Replace(pasted, " ; "));
        return [.. found.Concat(rest.Length == Digits ? [rest] : []).Distinct().Select(d => new MergeCode(d))];
    }

    /// <summary>SHA-256 of the canonical text, 32 bytes.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(ToString()));

    public override string ToString() => digits is null ? "" : $"{digits[..8]}-{digits[8..12]}-{digits[12..16]}-{digits[16..20]}-{digits[20..]}";

    private static string Bare(string text) => Between().Replace(text, "").ToLowerInvariant() is var bare && OnlyHex().IsMatch(bare) ? bare : "";

    // What people, phones and word processors put inside a key: blanks, every dash, quotes, dots.
    private const string Gap = @"[\s\p{Pd}\p{Pc}\p{Pi}\p{Pf}\p{Cf}'""`.]";

    [GeneratedRegex($"(?<![0-9a-zA-Z])[0-9a-fA-F]{{8}}{Gap}{{0,4}}[0-9a-fA-F]{{4}}{Gap}{{0,4}}[0-9a-fA-F]{{4}}{Gap}{{0,4}}[0-9a-fA-F]{{4}}{Gap}{{0,4}}[0-9a-fA-F]{{12}}(?![0-9a-zA-Z])", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();

    [GeneratedRegex(Gap, RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex("^[0-9a-f]*$", RegexOptions.CultureInvariant)]
    private static partial Regex OnlyHex();
}
