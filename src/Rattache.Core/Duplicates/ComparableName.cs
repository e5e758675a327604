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
    private static readonly ImmutableHashSet<string> Particles =
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "d",
        "l",
        "da",
        "dos",
        "el",
        "van",
        "von",
        "den",
        "der",
        "ben",
    ];

    // What a school writes between two surnames: Dupont épouse Martin, Martin née Dupont.
    private static readonly ImmutableHashSet<string> Between = ["epouse", "ep", "nee", "veuve", "vve"];

    private static readonly ImmutableDictionary<char, string> Ligatures = ImmutableDictionary.CreateRange<char, string>([
        new('œ', "oe"),
        new('æ', "ae"),
        new('ß', "ss"),
        new('ø', "o"),
        new('ł', "l"),
        new('ı', "i"),
        new('đ', "d"),
        new('ð', "d"),
        new('þ', "th"),
    ]);

    /// <summary>Lower case, no accents, ligatures spelt out; everything but letters parts words.</summary>
    public static ImmutableArray<string> Words(string? name)
    {
        var folded = new StringBuilder();
        // Files hold halves of characters and characters that are none, which normalising throws at.
        var sound = string.Concat(
            (name ?? "").Select(c => char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark ? c : ' ')
        );
        foreach (var c in sound.Normalize(NormalizationForm.FormD).ToLowerInvariant()) // in this order: İ has no lower case but I and a dot
        {
            folded.Append(
                char.GetUnicodeCategory(c) switch
                {
                    UnicodeCategory.NonSpacingMark => "",
                    UnicodeCategory.LowercaseLetter or UnicodeCategory.OtherLetter => Ligatures.GetValueOrDefault(c) ?? c.ToString(),
                    _ => " ",
                }
            );
        }

        return [.. folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    /// <summary>First names agree when one's words are all among the other's: <em>Jean</em> and <em>Jean-Pierre</em> do, and <em>Jeanpierre</em>.</summary>
    public static bool FirstNamesAgree(string? one, string? other) => Agree([Words(one)], [Words(other)]);

    /// <summary>Surnames agree when either surname or birth name of one is contained in either of the other.</summary>
    public static bool LastNamesAgree(string? one, string? oneAtBirth, string? other, string? otherAtBirth) =>
        Agree([Significant(one), Significant(oneAtBirth)], [Significant(other), Significant(otherAtBirth)])
        || Agree([Words(one), Words(oneAtBirth)], [Words(other), Words(otherAtBirth)]);

    private static ImmutableArray<string> Significant(string? name)
    {
        var words = Words(name);
        var kept = words.RemoveAll(w => Particles.Contains(w) || Between.Contains(w));
        return kept.IsEmpty ? words : kept;
    }

    private static bool Agree(ImmutableArray<string>[] ones, ImmutableArray<string>[] others) =>
        ones.Any(one => others.Any(other => !one.IsEmpty && !other.IsEmpty && (Contains(one, other) || Contains(other, one) || IsGlued(one, other))));

    private static bool Contains(ImmutableArray<string> whole, ImmutableArray<string> part) => part.All(whole.Contains);

    // Le Goff and LEGOFF, Jean-Pierre and Jeanpierre.
    private static bool IsGlued(ImmutableArray<string> one, ImmutableArray<string> other) => string.Concat(one) == string.Concat(other);
}
