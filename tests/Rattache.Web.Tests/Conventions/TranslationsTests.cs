using System.Text.RegularExpressions;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Conventions;

/// <summary>
/// Where these fail, <c>tools/texts missing</c> prints what is lacking, line by line, and <c>tools/texts add</c> takes the
/// translated lines.
/// </summary>
public sealed partial class TranslationsTests
{
    private const int LongEnough = 25;

    public static TheoryData<string> Languages => [.. Language.All.Select(language => language.Code)];

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryText_IsInEveryLanguageThatItMustBeIn(string code)
    {
        var language = Language.Find(code)!;
        foreach (var area in TextFiles.AreasIn(language))
        {
            var expected = TextFiles.Read(area, Language.French).Keys.SelectMany(key => Expected(key, language)).Distinct().ToList();
            var there = TextFiles.Read(area, language).Keys.ToList();
            expected.Except(there).ShouldBeEmpty($"missing in {area}.{code}");
            there.Except(expected).ShouldBeEmpty($"without a French text, in {area}.{code}");
        }

        TextFiles
            .Areas.Except(TextFiles.AreasIn(language))
            .Where(area => TextFiles.Read(area, language).Count > 0)
            .ShouldBeEmpty($"nobody reads these in {code}");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryTranslation_HasThePlacesAndTagsOfTheFrench(string code)
    {
        var language = Language.Find(code)!;
        foreach (var (_, key, area, text) in TextFiles.All(language).Where(entry => entry.Code != "written.first-of-month-html"))
        {
            var counted = TextFiles.Counted(key);
            var french = TextFiles.Read(area, Language.French)[counted is null ? key : counted + ".other"];
            // « two children » needs no figure.
            if (
                counted is null
                || !key.EndsWith(".zero", StringComparison.Ordinal)
                    && !key.EndsWith(".one", StringComparison.Ordinal)
                    && !key.EndsWith(".two", StringComparison.Ordinal)
            )
            {
                Signs(Place(), text).Distinct().ShouldBe(Signs(Place(), french).Distinct(), $"{area}.{code}: {key}");
            }

            Signs(Tag(), text).ShouldBe(Signs(Tag(), french), $"{area}.{code}: {key}");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void NoTranslation_IsStillTheFrench(string code)
    {
        var language = Language.Find(code)!;
        TextFiles
            .All(language)
            .Where(entry => language != Language.French && Words(entry.Text).Length >= LongEnough)
            .Where(entry => entry.Text == TextFiles.Read(entry.Area, Language.French).GetValueOrDefault(entry.Key))
            .ShouldBeEmpty();
    }

    /// <summary>Whoever reads « choose … » in a letter or in the help looks for just these words.</summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public void EveryTextThatSendsToTheForgottenPassword_NamesTheLinkAsItIsCalled(string code)
    {
        var language = Language.Find(code)!;
        var link = TextFiles.Read("SignIn", language)["forgotten"];
        TextFiles.Read("Proof", language)["forgotten"].ShouldBe(link);
        string[] sends =
        [
            TextFiles.Read("Mail", language)["logins.body"],
            TextFiles.Read("Mail", language)["password-changed.body"],
            TextFiles.Read("Help", language)["password.answer"],
        ];
        sends.ShouldAllBe(text => text.Contains(link.TrimEnd('?', '؟', '\u00A0'), StringComparison.Ordinal));
    }

    /// <summary>Arabic and Romanian count in more forms than French.</summary>
    private static IEnumerable<string> Expected(string key, Language language) =>
        TextFiles.Counted(key) is { } counted
            ? Enumerable.Range(0, 201).Select(number => Plurals.Form(language, number)).Distinct().Select(form => $"{counted}.{form}")
            : [key];

    private static IEnumerable<string> Signs(Regex sign, string text) => sign.Matches(text).Select(match => match.Value).Order();

    private static string Words(string text) => Place().Replace(Tag().Replace(text, ""), "");

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Place();

    [GeneratedRegex("</?(?:a|bdi|span|strong|sup)\\b[^>]*>")]
    private static partial Regex Tag();
}
