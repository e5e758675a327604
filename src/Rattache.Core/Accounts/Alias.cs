using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Rattache.Core.Imports;

namespace Rattache.Core.Accounts;

/// <summary>
/// A login that a person chose, beside the one that was made for them. No made login ever looks like one, nor the other way round: so a
/// night's delivery and a choice of the same moment cannot want the same name.
/// </summary>
public readonly partial record struct Alias
{
    public const int Shortest = 5;
    public const int Longest = 30;

    /// <summary>Names that would let somebody pass for the service or for a school.</summary>
    private static readonly ImmutableHashSet<string> Reserved =
    [
        .. "academie adml admin administrateur administration administratrice aide assistance bot college collectivite compte connexion dane demo direction directeur directrice dsi ecole education educonnect ent gouv help inspecteur inspection inspectrice lycee mairie maitre maitresse ministere moderateur moderatrice noreply operateur postmaster principal principale prof professeur professeure proviseur proviseure rattache rectorat region root secretaire secretariat securite security service support system systeme test webmaster".Split(
            ' '
        ),
    ];

    private Alias(string value) => Value = value;

    public string Value { get; }

    public static AliasReading Read(string typed)
    {
        var name = Fold(typed);
        return Refusal(name) is { } refusal ? new AliasReading.Refused(refusal) : new AliasReading.Good(new(name));
    }

    /// <summary>
    /// What was typed, as it is kept and looked up: small letters without accents, and a hyphen wherever people put a space, an
    /// underscore or an apostrophe. « Maman de Léa » is <c>maman-de-lea</c>.
    /// </summary>
    public static string Fold(string typed)
    {
        var folded = new StringBuilder(typed.Length);
        foreach (var c in typed.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                continue;
            }

            var joins = char.IsWhiteSpace(c) || c is '_' or '\'' or '’' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation;
            folded.Append(joins ? "-" : LoginRules.SpeltOut.GetValueOrDefault(c) ?? c.ToString());
        }

        return Hyphens().Replace(folded.ToString(), "-").Trim('-', '.');
    }

    /// <summary>Something near what was typed that does not look like a made login: the same words with a hyphen.</summary>
    public static string Suggest(string typed)
    {
        var name = Hyphens().Replace(NumberStart().Replace(Fold(typed).Replace('.', '-'), "-"), "-");
        return name.Contains('-', StringComparison.Ordinal) ? name : $"famille-{name}";
    }

    public override string ToString() => Value;

    private static AliasRefusal? Refusal(string name) =>
        name.Length == 0 ? AliasRefusal.Empty
        : name.Contains('@', StringComparison.Ordinal) ? AliasRefusal.Address
        : name.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '-')) || name[0] is not (>= 'a' and <= 'z')
            ? AliasRefusal.Signs
        : name.Length < Shortest ? AliasRefusal.TooShort
        : name.Length > Longest ? AliasRefusal.TooLong
        : name.Split('-', '.').Any(word => Reserved.Contains(word.TrimEnd("0123456789".ToCharArray()))) ? AliasRefusal.Reserved
        : LooksMade().IsMatch(name) ? AliasRefusal.LooksMade
        : null;

    // LoginRules.Stem and Login: first.last, or one of the two, and a number.
    [GeneratedRegex(@"^[a-z]+(\.[a-z]+)?[0-9]*$")]
    private static partial Regex LooksMade();

    [GeneratedRegex("-{2,}")]
    private static partial Regex Hyphens();

    [GeneratedRegex("(?<=[a-z])(?=[0-9])")]
    private static partial Regex NumberStart();
}

public abstract record AliasReading
{
    private AliasReading() { }

    public sealed record Good(Alias Alias) : AliasReading;

    public sealed record Refused(AliasRefusal Reason) : AliasReading;
}
