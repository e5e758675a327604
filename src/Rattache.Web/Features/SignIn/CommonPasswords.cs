using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Rattache.Web.Features.SignIn;

/// <summary>
/// What everybody tries first: fifty thousand passwords out of leaks, French words and names (zxcvbn-ts), and what is common on French
/// keyboards. Kept as the first half of their hashes, in order: half a megabyte, and found or not in as many steps.
/// </summary>
internal static class CommonPasswords
{
    private static readonly string[] Lists = ["passwords.json", "words-fr.json", "first-names-fr.json", "last-names-fr.json"];
    private static readonly Lazy<ulong[]> Known = new(Read);

    /// <summary>As it is, or with figures and signs around it.</summary>
    public static bool Contain(string password)
    {
        var folded = Fold(password);
        var core = folded.Trim([.. folded.Where(c => !char.IsLetter(c))]);
        return IsKnown(folded) || (core.Length > 0 && IsKnown(core)) || folded.Distinct().Count() < 4;
    }

    private static bool IsKnown(string folded) => Array.BinarySearch(Known.Value, Hash(folded)) >= 0;

    private static string Fold(string text) =>
        string.Concat(
            text.Normalize(NormalizationForm.FormD)
                .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && !char.IsWhiteSpace(c))
                .Select(char.ToLowerInvariant)
        );

    private static ulong Hash(string folded) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(folded)));

    private static ulong[] Read()
    {
        using var own = new StreamReader(Open("common-passwords.txt"));
        var known = own.ReadToEnd()
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Concat(Lists.SelectMany(list => ReadList(list)))
            .Select(word => Hash(Fold(word)))
            .Distinct()
            .ToArray();
        Array.Sort(known);
        return known;
    }

    private static string[] ReadList(string name)
    {
        using var list = Open(name);
        return JsonSerializer.Deserialize<string[]>(list)!;
    }

    private static Stream Open(string name) => typeof(CommonPasswords).Assembly.GetManifestResourceStream(name)!;
}
