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
    public static ImmutableArray<MergeCode> FindAll(string? pasted) =>
        pasted is null || pasted.Length > LongestPaste
            ? []
            : [.. Runs().Matches(pasted).SelectMany(run => Within(run.Groups["hex"].Captures)).Distinct()];

    /// <summary>SHA-256 of the canonical text, 32 bytes.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.ASCII.GetBytes(ToString()));

    public override string ToString() => digits is null ? "" : $"{digits[..8]}-{digits[8..12]}-{digits[12..16]}-{digits[16..20]}-{digits[20..]}";

    // French has words in hexadecimal letters (de, fac, cafe): they are groups like any other, which the sum of digits leaves out.
    private static IEnumerable<MergeCode> Within(CaptureCollection groups)
    {
        for (var first = 0; first < groups.Count; first++)
        {
            var digits = "";
            var last = first;
            while (last < groups.Count && digits.Length < Digits)
            {
                digits += groups[last++].Value;
            }

            if (IsVersion4(digits))
            {
                yield return new(digits.ToLowerInvariant());
                first = last - 1;
            }
        }
    }

    private static bool IsVersion4(string digits) =>
        digits.Length == Digits && digits[12] == '4' && digits[16] is '8' or '9' or 'a' or 'b' or 'A' or 'B';

    // What people, phones and word processors put inside a key: blanks, every dash, quotes, dots.
    private const string Gap = @"[\s\p{Pd}\p{Pc}\p{Pi}\p{Pf}\p{Cf}'""`.]";

    // Groups of hexadecimal digits with nothing but gaps between them.
    [GeneratedRegex(
        $@"(?<![\p{{L}}\p{{M}}\p{{N}}])(?<hex>[0-9a-fA-F]+)(?:{Gap}+(?<hex>[0-9a-fA-F]+))*(?![\p{{L}}\p{{M}}\p{{N}}])",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Runs();
}
