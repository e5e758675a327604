using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;
using Rattache.Web.Texts;

namespace Rattache.Browser.Tests.Accessibility;

/// <summary>
/// The main pages in the other languages, where words are longer and lines run the other way: nothing sticks out of a phone;
/// and from right to left axe finds nothing, on a phone or on a computer.
/// </summary>
public sealed class LanguagesTests(Site site) : IClassFixture<Site>
{
    private static readonly string[] Pages =
    [
        "/mes-enfants",
        "/mon-compte",
        "/mon-compte/notifications",
        "/mon-compte/historique",
        "/mon-compte/mot-de-passe",
        "/mon-compte/adresse",
        "/mon-compte/mobile",
        "/aide/rattacher",
        "/confidentialite",
        "/accessibilite",
        "/langue",
    ];

    public static TheoryData<string> Others =>
        [.. Language.All.Where(l => Engine.IsPostgres ? l.IsRightToLeft : l != Language.French).Select(l => l.Code)];

    [Theory]
    [MemberData(nameof(Others))]
    public async Task MainPages_FitAndHaveNoViolation(string code)
    {
        var language = Language.Find(code)!;
        await using var parent = await site.ParentAsync(Screen.Phone);
        var reader = new Reader(parent, language);
        var pictures = new Screenshots(parent, $"langues/{code}");
        var widePictures = new Screenshots(parent, $"langues/{code}-{Screen.Computer.Width}");
        await parent.OpenAsync("/activation");
        await parent.OpenAsync("/connexion");
        await parent.PressAsync(language.Name);
        await LookAsync("connexion");
        await reader.SignInAsync("franck.cavel");
        foreach (var page in Pages)
        {
            await parent.OpenAsync(page);
            await LookAsync(page[1..].Replace('/', '-'));
        }

        await parent.OpenAsync("/mon-compte");
        await parent.Page.Locator("#cle").FillAsync(await site.App.KeyOfAsync("claire.moreau2"));
        await reader.PressAsync("account.continue");
        await LookAsync("verifier");

        async Task LookAsync(string name)
        {
            await parent.ShouldBeQuietAsync();
            (await parent.Page.GetAttributeAsync("html", "lang")).ShouldBe(code);
            await pictures.TakeIfAskedAsync(name);
            if (language.IsRightToLeft && await Judged.OfAsync(parent.Page) is { IsKnown: false } judged)
            {
                await Axe.BringAsync(parent.Page);
                await JudgeAsync(name, Screen.Phone);
                await SizeAsync(Screen.Computer);
                await parent.ShouldBeQuietAsync();
                await widePictures.TakeIfAskedAsync(name);
                await JudgeAsync(name, Screen.Computer);
                await SizeAsync(Screen.Phone);
                judged.Keep();
            }
        }

        async Task JudgeAsync(string name, Screen screen) =>
            (await Axe.JudgeAsync(parent.Page)).ShouldBeEmpty($"{name}, in {code}, at {screen.Width}");

        Task SizeAsync(Screen screen) => parent.Page.SetViewportSizeAsync(screen.Width, screen.Height);
    }
}
