using Rattache.Browser.Tests.App;

namespace Rattache.Browser.Tests.Accessibility;

/// <summary>RGAA 10.11 and 10.12: a screen of 320 points is enough, also with letters, words and lines further apart.</summary>
public sealed class ReflowTests(Site site) : IClassFixture<Site>
{
    private static readonly Screen Narrowest = new(320);

    /// <summary>WCAG 1.4.12, and what of the page sticks out then, or is cut off.</summary>
    private const string Space = """
        () => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }");
          document.adoptedStyleSheets = [sheet];
          const cut = [...document.querySelectorAll("main *")].filter((element) =>
            ["hidden", "clip"].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1 && !element.closest(".visually-hidden"));
          return cut.map((element) => element.outerHTML.slice(0, 120));
        }
        """;

    public static TheoryData<string> Names =>
        [
            "connexion",
            "mes-enfants",
            "mon-compte-fusionnes",
            "verifier",
            "recu",
            "historique",
            "mes-donnees-lues",
            "aide",
            "fiche",
            "confidentialite",
            "accessibilite",
            "conditions",
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Page_At320PointsAndSpacedOut_NeitherSticksOutNorIsCutOff(string name)
    {
        var place = Places.All.Single(p => p.Name == name);
        var parent = await place.MeetAsync(site, Narrowest);
        await parent.ShouldBeQuietAsync();

        (await parent.Page.EvaluateAsync<string[]>(Space)).ShouldBeEmpty();

        await parent.ShouldBeQuietAsync();
    }
}
