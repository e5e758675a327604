using System.Text.RegularExpressions;
using System.Xml.Linq;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Conventions;

/// <summary>The resource files, as translators see them.</summary>
internal static partial class TextFiles
{
    /// <summary>Paper, handed to families whose language nobody knows yet.</summary>
    private static readonly HashSet<string> French = ["Sheets"];

    /// <summary>Read by whoever runs the service, not by parents.</summary>
    private static readonly HashSet<string> FrenchAndEnglish = ["Commands", "Import"];

    public static IEnumerable<string> Areas { get; } =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Sources.Web, "Texts"), "*.resx")
            .Select(path => Path.GetFileName(path).Split('.')[0])
            .Distinct()
            .Order(),
    ];

    public static IEnumerable<string> AreasIn(Language language) =>
        Areas.Where(area => language == Language.French || (!French.Contains(area) && (language.Code == "en" || !FrenchAndEnglish.Contains(area))));

    /// <summary>Nothing where there is no such file.</summary>
    public static Dictionary<string, string> Read(string area, Language language)
    {
        var path = Path.Combine(Sources.Web, "Texts", language == Language.French ? $"{area}.resx" : $"{area}.{language}.resx");
        return File.Exists(path)
            ? XDocument.Load(path).Descendants("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value)
            : [];
    }

    /// <summary>Every entry of a language with its code, such as <c>sign-in.title</c>.</summary>
    public static IEnumerable<(string Code, string Key, string Area, string Text)> All(Language language) =>
        Areas.SelectMany(area =>
            Read(area, language).Select(entry => ($"{WordStart().Replace(area, "-").ToLowerInvariant()}.{entry.Key}", entry.Key, area, entry.Value))
        );

    /// <summary>What a counted text is called without its form; null for any other.</summary>
    public static string? Counted(string key) => Form().Match(key) is { Success: true } form ? key[..form.Index] : null;

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();

    [GeneratedRegex(@"\.(zero|one|two|few|many|other)$")]
    private static partial Regex Form();
}
