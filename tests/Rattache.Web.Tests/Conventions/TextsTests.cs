using System.Text.RegularExpressions;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Conventions;

public sealed partial class TextsTests
{
    [Fact]
    public void EveryCodeInPagesAndCode_HasItsText()
    {
        var text = new Text();
        var used = Sources
            .Of("", ".cs", ".cshtml")
            .SelectMany(file =>
                Use()
                    .Matches(file.Content)
                    .Select(match => (file.Path, Code: match.Groups[2].Value + (match.Groups[1].Value.Length > 0 ? ".other" : "")))
            )
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
    public void EveryText_IsUsed()
    {
        var code = new CodesInSource();
        TextFiles
            .All(Language.French)
            .Select(entry => entry.Code)
            .Where(entry => !code.Uses(entry))
            .ShouldBeEmpty("no page, code or letter says these");
    }

    [Fact]
    public void EveryFrenchText_HasFrenchTypography() =>
        TextFiles
            .All(Language.French)
            .Where(entry => entry.Area != "Written" && Fault().IsMatch(Tag().Replace(entry.Text, "")))
            .Select(entry => $"{entry.Code}: {entry.Text}")
            .ShouldBeEmpty();

    [GeneratedRegex("""\b[Tt]ext(?:\[|\.Html\(\s*|(\.Count)\(\s*)"([^"]+)["]""")]
    private static partial Regex Use();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    /// <summary>An ordinary space, or none, before a double sign; a straight apostrophe; loose guillemets.</summary>
    [GeneratedRegex("[^\u00A0\u202F?!][;?!»]|[^\u00A0]:(?!//)|'|«[^\u00A0]")]
    private static partial Regex Fault();
}
