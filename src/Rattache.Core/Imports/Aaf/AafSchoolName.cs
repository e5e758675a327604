using System.Globalization;

namespace Rattache.Core.Imports.Aaf;

/// <summary>
/// Makes <c>CLG$JEAN JAURÈS$NICE</c> what parents say: <em>Collège Jean Jaurès</em>. Accents stay as given; what is not
/// all in capitals was written by somebody who cared, and stays.
/// </summary>
public static class AafSchoolName
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    // Short forms of the national register of schools.
    private static readonly Dictionary<string, string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CLG"] = "Collège",
        ["COLLEGE"] = "Collège",
        ["COLLÈGE"] = "Collège",
        ["CLG PR"] = "Collège",
        ["LYC"] = "Lycée",
        ["LYCEE"] = "Lycée",
        ["LYCÉE"] = "Lycée",
        ["LGT"] = "Lycée",
        ["LG"] = "Lycée",
        ["LT"] = "Lycée",
        ["LPO"] = "Lycée polyvalent",
        ["LP"] = "Lycée professionnel",
        ["LYCEE PROFESSIONNEL"] = "Lycée professionnel",
        ["LYCÉE PROFESSIONNEL"] = "Lycée professionnel",
        ["ECOLE"] = "École",
        ["ÉCOLE"] = "École",
        ["ECOLE PRIMAIRE"] = "École",
        ["ÉCOLE PRIMAIRE"] = "École",
        ["E.P.PU"] = "École",
        ["E.P.PU."] = "École",
        ["ECOLE MATERNELLE"] = "École maternelle",
        ["ÉCOLE MATERNELLE"] = "École maternelle",
        ["E.M.PU"] = "École maternelle",
        ["E.M.PU."] = "École maternelle",
        ["ECOLE ELEMENTAIRE"] = "École élémentaire",
        ["ÉCOLE ÉLÉMENTAIRE"] = "École élémentaire",
        ["E.E.PU"] = "École élémentaire",
        ["E.E.PU."] = "École élémentaire",
        ["EREA"] = "EREA",
        ["LEGTA"] = "LEGTA",
        ["CFA"] = "CFA",
    };

    private static readonly HashSet<string> Lowered = new(StringComparer.OrdinalIgnoreCase)
    {
        "de",
        "du",
        "des",
        "d",
        "et",
        "en",
        "sur",
        "sous",
        "lès",
        "lez",
        "à",
        "au",
        "aux",
    };

    private static readonly HashSet<string> Articles = new(StringComparer.OrdinalIgnoreCase) { "le", "la", "les", "l" };

    /// <summary>The name and, where it has three parts, the town.</summary>
    public static (string Name, string? Town) Read(string value)
    {
        var parts = value.Split('$', StringSplitOptions.TrimEntries);
        if (parts.Length < 2 || parts[1].Length == 0)
        {
            return (Readable(parts[0]), null);
        }

        var kind = Kinds.TryGetValue(parts[0], out var known) ? known : Readable(parts[0]);
        var name = $"{kind} {Readable(parts[1])}".Trim();
        return (name, parts.Length > 2 && parts[2].Length > 0 ? Readable(parts[2]) : null);
    }

    /// <summary>Capitals to a name: <em>Saint-Denis</em>, <em>des Essais</em>, <em>Les Mimosas</em>, <em>Henri IV</em>, <em>d'Alembert</em>.</summary>
    public static string Readable(string text)
    {
        if (text.Any(char.IsLower))
        {
            return text;
        }

        var result = new System.Text.StringBuilder(text.Length);
        for (var start = 0; start < text.Length; )
        {
            var end = start;
            while (end < text.Length && char.IsLetterOrDigit(text[end]))
            {
                end++;
            }

            result.Append(Word(text[start..end], first: start == 0));
            if (end < text.Length)
            {
                result.Append(text[end++]);
            }

            start = end;
        }

        return result.ToString();
    }

    private static string Word(string word, bool first)
    {
        if (Lowered.Contains(word) || (Articles.Contains(word) && !first))
        {
            return word.ToLower(French);
        }

        var isNumeral = word.Length > 1 && word.AsSpan().IndexOfAnyExcept("IVX") < 0;
        return word.Length < 2 || isNumeral ? word : word[..1] + word[1..].ToLower(French);
    }
}
