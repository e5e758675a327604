using System.Text.RegularExpressions;
using System.Xml.Linq;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Conventions;

public sealed partial class TextsTests
{
    [Fact]
    public void EveryCodeInPagesAndCode_HasItsText()
    {
        var text = new Text();
        var used = Sources
            .Of("Features", ".cs", ".cshtml")
            .SelectMany(file => Use().Matches(file.Content).Select(match => (file.Path, Code: match.Groups[1].Value)))
            .ToList();

        used.ShouldNotBeEmpty();
        used.Where(use => !Exists(use.Code)).ShouldBeEmpty();

        bool Exists(string code)
        {
            try
            {
                return text[code].Length > 0;
            }
            catch (KeyNotFoundException)
            {
                return false;
            }
        }
    }

    [Fact]
    public void EveryFrenchText_HasFrenchTypography() =>
        Directory
            .EnumerateFiles(Path.Combine(Sources.Web, "Texts"), "*.resx")
            .Where(path => !Path.GetFileNameWithoutExtension(path).Contains('.', StringComparison.Ordinal))
            .SelectMany(path => XDocument.Load(path).Descendants("data"))
            .Where(entry => Fault().IsMatch(Tag().Replace(entry.Value, "")))
            .Select(entry => $"{entry.Attribute("name")!.Value}: {entry.Value}")
            .ShouldBeEmpty();

    [GeneratedRegex("""\b[Tt]ext(?:\[|\.Html\(\s*)"([^"]+)["]""")]
    private static partial Regex Use();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    /// <summary>An ordinary space, or none, before a double sign; a straight apostrophe; loose guillemets.</summary>
    [GeneratedRegex("[^\u00A0\u202F?!][;?!»]|[^\u00A0]:(?!//)|'|«[^\u00A0]")]
    private static partial Regex Fault();
}
