using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace Rattache.Browser.Tests.Journeys;

/// <summary>How good a new password is, while it is typed.</summary>
public sealed class StrengthTests(Site site) : IClassFixture<Site>
{
    private const string Place = "/mon-compte/mot-de-passe";

    private static readonly (string Typed, string Said, int Level)[] Words =
    [
        ("vélo", "Encore 6 signes.", 1),
        ("vélo-rouge", "Suffisant, si ce n’est pas un mot ou un prénom connu. Plus long, c’est plus sûr.", 2),
        ("vélo-roug", "Encore un signe.", 1),
        ("abababababab", "Trop de signes se répètent.", 1),
        ("le vélo rouge de", "Bon mot de passe.", 3),
        ("abcdefabcdefabcdefabcdef", "Bon mot de passe.", 3),
        ("le vélo rouge de Léa roule", "Très bon mot de passe.", 4),
    ];

    [Fact]
    public async Task Typing_ChangesWhatTheMeterSays()
    {
        await using var parent = await site.SignedInAsync("franck.cavel", Screen.Phone);
        await parent.OpenAsync(Place);
        var (line, field) = (parent.Page.Locator("[data-strength]"), parent.Page.Locator("#passe"));
        await Expect(line).ToBeHiddenAsync();

        foreach (var (typed, said, level) in Words)
        {
            await field.FillAsync(typed);
            await Expect(line).ToBeVisibleAsync();
            await Expect(line.GetByRole(AriaRole.Status)).ToHaveTextAsync(said);
            await Expect(line.Locator("meter")).ToHaveJSPropertyAsync("value", level);
        }

        await new Screenshots(parent, "strength").TakeAsync("mot-de-passe");
        await field.FillAsync("");
        await Expect(line).ToBeHiddenAsync();
    }

    [Fact]
    public async Task WithoutScript_NothingPromisesAMeter()
    {
        await using var parent = await site.SignedInAsync("franck.cavel", new Screen(360, Script: false));
        await parent.OpenAsync(Place);
        await parent.Page.Locator("#passe").PressSequentiallyAsync("le vélo rouge");
        await Expect(parent.Page.Locator("[data-strength]")).ToBeHiddenAsync();
        await Expect(parent.Page.Locator("meter")).ToBeHiddenAsync();
        await Expect(parent.Page.GetByRole(AriaRole.Status)).ToHaveCountAsync(0);
    }
}
