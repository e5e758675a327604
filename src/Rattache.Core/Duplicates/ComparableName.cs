using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Rattache.Core.Duplicates;

/// <summary>
/// A name as it compares: feeds write one person's in capitals, without accents, with or without hyphen, particle or
/// married name. Equal means "may be the same name", never "is the same person".
/// </summary>
public static class ComparableName
{
    private static readonly ImmutableHashSet<string> Particles = ["de", "du", "des", "la", "le", "les", "d", "l", "da", "dos", "el", "van", "von", "den", "der", "ben"];

    private static readonly ImmutableDictionary<char, string> Ligatures = ImmutableDictionary.CreateRange<char, string>(
        [new('œ', "oe"), new('æ', "ae"), new('ß', "ss"), new('ø', "o"), new('ł', "l"), new('ı', "i"), new('đ', "d"), new('ð', "d"), new('þ', "th")]
    );

    /// <summary>Lower case, no accents, ligatures spelt out; everything but letters parts words.</summary>
    public static ImmutableArray<string> Words(string? name)
    {
        var folded = new StringBuilder();
        foreach (var c in (name ?? "").ToLowerInvariant().Normalize(NormalizationForm.FormD))
        {
            var category = CharUnicodeInfo.GetUnicodeCategory(c);
            if (category != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(Ligatures.TryGetValue(c, out var spelt) ? spelt : char.IsLetter(c) ? c.ToString() : " ");
            }
        }

        return [.. folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>First names agree when one's words are all among the other's: <em>Jean</em> and <em>Jean-Pierre</em> do.</summary>
    public static bool FirstNamesAgree(string? one, string? other) => Agree([Words(one)], [Words(other)]);

    /// <summary>Surnames agree when either surname or birth name of one is contained in either of the other.</summary>
    public static bool LastNamesAgree(string? one, string? oneAtBirth, string? other, string? otherAtBirth) =>
        Agree([Significant(one), Significant(oneAtBirth)], [Significant(other), Significant(otherAtBirth)]);

    private static ImmutableArray<string> Significant(string? name)
    {
        var words = Words(name);
        var kept = words.RemoveAll(Particles.Contains);
        return kept.IsEmpty ? words : kept;
    }

    private static bool Agree(ImmutableArray<string>[] ones, ImmutableArray<string>[] others) =>
        ones.Any(one => others.Any(other => !one.IsEmpty && !other.IsEmpty && (one.All(other.Contains) || other.All(one.Contains))));
}
