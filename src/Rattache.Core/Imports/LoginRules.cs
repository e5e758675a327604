using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Rattache.Core.Imports;

/// <summary>
/// How logins are made: <c>first.last</c>, then <c>first.last2</c>. What can be typed on any keyboard, so a to z only;
/// which number an account gets goes by external id and is decided where all new accounts are known.
/// </summary>
public static class LoginRules
{
    /// <summary>For who has no letter of the Latin alphabet in their name.</summary>
    public const string Nameless = "compte";

    private const int LettersEach = 30;

    // Letters that no decomposition takes apart.
    internal static readonly ImmutableDictionary<char, string> SpeltOut = ImmutableDictionary.CreateRange<char, string>([
        new('œ', "oe"),
        new('æ', "ae"),
        new('ß', "ss"),
        new('ø', "o"),
        new('ł', "l"),
        new('ı', "i"),
        new('đ', "d"),
        new('ð', "d"),
        new('þ', "th"),
        new('ħ', "h"),
        new('ŧ', "t"),
        new('ŋ', "ng"),
        new('ə', "e"),
        new('ɓ', "b"),
        new('ɗ', "d"),
        new('ƙ', "k"),
    ]);

    public static string Stem(string firstName, string lastName) =>
        (Letters(firstName), Letters(lastName)) switch
        {
            ("", "") => Nameless,
            ("", var last) => last,
            (var first, "") => first,
            var (first, last) => $"{first}.{last}",
        };

    /// <summary>The first of a stem bears no number.</summary>
    public static string Login(string stem, int number) => number == 1 ? stem : stem + number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What somebody may choose for themself: small letters, digits, dots and hyphens, a letter first.</summary>
    public static bool IsWellFormed(string login) =>
        login.Length is >= 2 and <= 60
        && login[0] is >= 'a' and <= 'z'
        && login.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-');

    /// <summary>A login somebody chose, as the register of issued logins keeps it.</summary>
    public static (string Stem, int Number) Split(string login)
    {
        var stem = login.TrimEnd("0123456789".ToCharArray());
        var counted = int.TryParse(login.AsSpan(stem.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 1;
        return counted && Login(stem, number) == login ? (stem, number) : (login, 1);
    }

    private static string Letters(string name)
    {
        var letters = new StringBuilder(LettersEach);
        var bare = Ascii.IsValid(name) ? name : name.Normalize(NormalizationForm.FormKD);
        foreach (var c in bare.ToLowerInvariant()) // in this order: İ has no lower case but i and a dot
        {
            if (c is >= 'a' and <= 'z')
            {
                letters.Append(c);
            }
            else if (SpeltOut.TryGetValue(c, out var spelt))
            {
                letters.Append(spelt);
            }
        }

        return letters.ToString(0, Math.Min(letters.Length, LettersEach));
    }
}
