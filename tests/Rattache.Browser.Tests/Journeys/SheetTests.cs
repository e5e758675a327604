using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;
using Rattache.Web.Texts;

namespace Rattache.Browser.Tests.Journeys;

public sealed partial class SheetTests(Site site) : IClassFixture<Site>
{
    private const string NumbersCoverWords = """
        (right) => [...document.querySelectorAll(".r-num")].map((number) => {
          const [circle, words] = [number, number.parentElement.querySelector("h2")].map((element) => element.getBoundingClientRect());
          return right ? circle.left < words.right : circle.right > words.left;
        })
        """;

    public static TheoryData<string> Languages => [.. Language.All.Where(l => !Engine.IsPostgres || l == Language.French).Select(l => l.Code)];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Sheet_OnPaper_IsOnePage(string code)
    {
        await using var parent = await site.ParentAsync(Screen.Computer);
        await parent.OpenAsync("/connexion");
        await parent.PressAsync(Language.Find(code)!.Name);
        await parent.OpenAsync("/aide/rattacher/fiche");
        await parent.Page.EvaluateAsync("Promise.all([...document.images].map(image => image.decode()))");

        var file = await parent.Page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true });

        Leaf().Count(Encoding.Latin1.GetString(file)).ShouldBe(1);
        await parent.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(parent.Page.Locator("header, nav, footer").Locator("visible=true")).ToHaveCountAsync(0);
        var right = Language.Find(code)!.IsRightToLeft;
        (await parent.Page.EvaluateAsync<bool[]>(NumbersCoverWords, right)).ShouldBe([false, false, false]);
        await new Screenshots(parent, "print").TakeAsync($"fiche-{code}");
    }

    /// <summary>A page of a PDF, not the list of its pages (ISO 32000-1, 7.7.3.3).</summary>
    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex Leaf();
}
