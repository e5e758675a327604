using System.Text.RegularExpressions;

namespace Rattache.Web.Tests.Conventions;

/// <summary>
/// Which codes of texts the sources name: whole (<c>"sign-in.title"</c>), put together (<c>$"mail.{code}.body"</c>), or with an
/// ending (<c>code + "-do"</c>). What a place in between stands for must itself be a word of the sources, or the name of an
/// enum's member.
/// </summary>
internal sealed partial class CodesInSource
{
    private readonly HashSet<string> words;
    private readonly List<string> endings;
    private readonly List<Regex> patterns;

    public CodesInSource()
    {
        var sources = Sources.Of("", ".cs", ".cshtml").Concat(Sources.Of("../Rattache.Core", ".cs")).Select(file => file.Content).ToList();
        words = [.. sources.SelectMany(content => Word().Matches(content).Select(match => match.Groups[1].Value))];
        endings = [.. words.Where(word => word.StartsWith('-'))];
        patterns =
        [
            .. sources
                .SelectMany(content => Interpolated().Matches(content).Select(match => match.Groups[1].Value))
                .Where(pattern => Hole().Replace(pattern, "").Length > 1)
                .Distinct()
                .Select(pattern => new Regex($"^{string.Join("([a-zA-Z.-]+)", Hole().Split(pattern).Select(Regex.Escape))}$")),
        ];
        words.UnionWith(sources.SelectMany(content => Member().Matches(content).Select(match => match.Value.ToLowerInvariant())));
    }

    public bool Uses(string code) =>
        words.Contains(code)
        || (TextFiles.Counted(code) is { } counted && words.Contains(counted))
        || endings.Exists(ending => code.EndsWith(ending, StringComparison.Ordinal) && words.Contains(code[..^ending.Length]))
        || patterns.Exists(pattern =>
            pattern.Match(code) is { Success: true } match && match.Groups.Values.Skip(1).All(part => words.Contains(part.Value))
        );

    [GeneratedRegex("\"([a-zA-Z0-9.-]+)\"")]
    private static partial Regex Word();

    [GeneratedRegex("""\$"([a-z.-]*\{[^{}"]+\}[a-z.-]*)["]""")]
    private static partial Regex Interpolated();

    [GeneratedRegex(@"\{[^{}]+\}")]
    private static partial Regex Hole();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+\b")]
    private static partial Regex Member();
}
