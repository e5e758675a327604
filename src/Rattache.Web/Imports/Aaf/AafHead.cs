using System.Globalization;
using System.Text.RegularExpressions;
using Rattache.Core.Accounts;

namespace Rattache.Web.Imports.Aaf;

/// <summary>What the comments at the head of an AAF file say of it.</summary>
internal sealed partial record AafHead(string Academy, string? Degree, DateOnly? Date)
{
    public static AafHead Unsaid { get; } = new("", null, null);

    public DirectorySource Feed => Degree == "1D" ? DirectorySource.Aaf1d : DirectorySource.Aaf;

    public bool SaysNothing => this == Unsaid;

    public AafHead With(string comment)
    {
        var match = Statement().Match(comment);
        var value = match.Groups["value"].Value.Trim();
        return match.Groups["name"].Value switch
        {
            "codeAcademieExport" when value.Length <= 64 => this with { Academy = value },
            "degre" => this with { Degree = value.ToUpperInvariant() },
            "dateGenerationExport"
                when DateOnly.TryParseExact(value, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) => this with
            {
                Date = date,
            },
            _ => this,
        };
    }

    // From the beginning of a word: a swollen comment would otherwise be read again from each of its letters.
    [GeneratedRegex("\\b(?<name>[A-Za-z]+)\\s*=\\s*\"(?<value>[^\"]*)\"")]
    private static partial Regex Statement();
}
