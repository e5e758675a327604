using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace Rattache.Browser.Tests.Journeys;

/// <summary>Everything by keyboard, as those must who cannot point.</summary>
[Collection(Chromium.Clipboard)]
public sealed class KeyboardTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Screen.Widths), MemberType = typeof(Screen))]
    public async Task GatherAccounts_WithTheKeyboardAlone_ShowsEveryChild(int width)
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.ParentAsync(new Screen(width));
        var keyboard = new Keyboard(franck);
        await franck.OpenAsync("/connexion");
        await SignInAsync(franck, keyboard, "franck.cavel3");
        await OpenMyAccountAsync(franck, keyboard, width);
        await keyboard.GoAsync(franck.Button("Générer une clé de fusion"));
        await keyboard.ReachAsync(franck.Button("Copier"));
        await keyboard.PressAsync("Enter");
        await Expect(franck.Button("Copié")).ToBeFocusedAsync();

        await franck.ReloadAsync();
        await keyboard.GoAsync(franck.Button("Changer de compte"), with: "Space");
        await SignInAsync(franck, keyboard, "franck.cavel");
        await OpenMyAccountAsync(franck, keyboard, width);
        await keyboard.ReachAsync(franck.Button("Continuer"));
        await keyboard.ReachAsync(franck.KeyField, with: "Shift+Tab");
        await keyboard.PressAsync("Control+V");
        await keyboard.GoAsync(franck.Button("Continuer"), with: "Space");
        await keyboard.GoAsync(franck.Button("Confirmer le rattachement"));
        await keyboard.GoAsync(franck.Link("Mes enfants"));
        await Expect(franck.Page.GetByText("3 enfants, 3 écoles")).ToBeVisibleAsync();
    }

    [Theory]
    [MemberData(nameof(Screen.Widths), MemberType = typeof(Screen))]
    public async Task RowsAndTabs_WithTheKeyboardAlone_AreChanged(int width)
    {
        await using var site = await Site.OpenAsync(chromium);
        await site.People.RelativeAsync("rose.petit", "Rose", "Petit", with: person => person.Email = "rose@example.org");
        await using var rose = await site.ParentAsync(new Screen(width));
        var keyboard = new Keyboard(rose);
        await rose.OpenAsync("/connexion");
        await SignInAsync(rose, keyboard, "rose.petit");
        await OpenMyAccountAsync(rose, keyboard, width);
        await ChangeAsync("/mon-compte/identifiant", ("choisi", "rose.des.vents"));
        await ChangeAsync("/mon-compte/telephone", ("numero", "01 39 98 12 40"));
        await ChangeAsync("/mon-compte/adresse", ("adresse", "rose.neuve@example.org"));
        await FillAsync("code", await site.App.CodeToAsync("rose.neuve@example.org"));
        await ChangeAsync("/mon-compte/mobile", ("numero", "06 39 98 12 41"));
        await FillAsync("code", await site.Sms.CodeToAsync("+33639981241"));
        await ChangeAsync("/mon-compte/mot-de-passe", ("actuel", People.Password), ("passe", "quatre petits canards gris"));
        var padlock = rose.Page.Locator("form:has(input[name=cadenas][value=email]) button");
        await keyboard.GoAsync(padlock, with: "Space");
        await Expect(padlock).ToContainTextAsync("Visible");
        foreach (var words in (string[])["rose.des.vents", "01 39 98 12 40", "rose.neuve@example.org", "06 39 98 12 41"])
        {
            await Expect(rose.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);
        }

        await keyboard.GoAsync(At("/mon-compte/notifications"));
        await keyboard.ReachAsync(rose.Page.Locator("#enfants"));
        await keyboard.PressAsync("End");
        await keyboard.GoAsync(rose.Page.Locator("form:has(#enfants) button"));
        await Expect(rose.Page.Locator("#enfants option:checked")).ToHaveTextAsync("Jamais");
        await keyboard.GoAsync(At("/mon-compte/historique"));
        await keyboard.GoAsync(rose.Link("Mot de passe"));

        ILocator At(string path) => rose.Page.Locator($"main a[href='{path}']").First;

        async Task ChangeAsync(string page, params (string Field, string Value)[] typed)
        {
            await keyboard.GoAsync(At(page));
            foreach (var (field, value) in typed.SkipLast(1))
            {
                await keyboard.FillAsync(rose.Page.Locator($"#{field}"), value);
            }

            await FillAsync(typed[^1].Field, typed[^1].Value);
        }

        async Task FillAsync(string field, string value)
        {
            await keyboard.FillAsync(rose.Page.Locator($"#{field}"), value);
            await rose.ArriveAsync(() => keyboard.PressAsync("Enter"));
        }
    }

    [Theory]
    [InlineData("/connexion")]
    [InlineData("/mon-compte")]
    public async Task SkipLink_FirstOnThePage_LeadsPastTheHeader(string path)
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = path == "/connexion" ? await site.ParentAsync(Screen.Phone) : await site.SignedInAsync("franck.cavel", Screen.Phone);
        var keyboard = new Keyboard(franck);
        await franck.OpenAsync(path);
        var skip = franck.Page.GetByText("Aller au contenu");
        await Expect(skip).Not.ToBeInViewportAsync();
        await keyboard.PressAsync("Tab");
        await Expect(skip).ToBeFocusedAsync();
        await Expect(skip).ToBeInViewportAsync();
        await keyboard.PressAsync("Enter");
        await keyboard.PressAsync("Tab");
        await Expect(franck.Page.Locator("main :focus")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Problem_OnAForm_TakesTheFocusAndLeadsToItsField()
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.ParentAsync(Screen.Phone);
        var keyboard = new Keyboard(franck);
        await franck.SignInAsync("franck.cavel", "pas le bon");
        var summary = franck.Page.GetByRole(AriaRole.Alert);
        await Expect(summary).ToBeFocusedAsync();
        await keyboard.ReachAsync(summary.GetByRole(AriaRole.Link));
        await keyboard.PressAsync("Enter");
        await Expect(franck.Page.GetByLabel("Identifiant")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Menu_OnAPhone_OpensAndClosesByKeyboard()
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.SignedInAsync("franck.cavel", Screen.Phone);
        var keyboard = new Keyboard(franck);
        var menu = franck.Page.Locator("summary", new() { HasText = "Menu" });
        var help = franck.Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Aide" });
        await keyboard.ReachAsync(menu);
        await keyboard.PressAsync("Space");
        await Expect(help).ToBeVisibleAsync();
        await keyboard.ReachAsync(help);
        await keyboard.PressAsync("Escape");
        await Expect(help).ToBeHiddenAsync();
        await Expect(menu).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await keyboard.GoAsync(help);
        franck.Path.ShouldBe("/aide/rattacher");
    }

    private static async Task SignInAsync(Parent franck, Keyboard keyboard, string login)
    {
        await keyboard.FillAsync(franck.Page.GetByLabel("Identifiant"), login);
        await keyboard.FillAsync(franck.Page.GetByLabel("Mot de passe", new() { Exact = true }), People.Password);
        await franck.ArriveAsync(() => keyboard.PressAsync("Enter"));
    }

    private static async Task OpenMyAccountAsync(Parent franck, Keyboard keyboard, int width)
    {
        if (width < 768)
        {
            await keyboard.ReachAsync(franck.Page.Locator("summary", new() { HasText = "Menu" }));
            await keyboard.PressAsync("Enter");
        }

        await keyboard.GoAsync(franck.Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Link, new() { Name = "Mon compte" }));
    }
}
