using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace Rattache.Browser.Tests.Journeys;

/// <summary>What else may be pasted, and what comes of it.</summary>
public sealed class PasteKeyTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Screen.Extremes), MemberType = typeof(Screen))]
    public async Task Paste_KeyOfTheSameAccount_SaysWhatToDoAndOffersToChangeAccount(int width, bool script)
    {
        var screen = new Screen(width, script);
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.SignedInAsync("franck.cavel3", screen);
        await franck.PasteKeyAsync(await franck.MakeKeyAsync());

        await Expect(franck.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Cette clé est celle du compte où vous êtes, franck.cavel3");
        await new Screenshots(franck, $"{screen}-refus").TakeAsync("meme-compte");
        await franck.ArriveAsync(() =>
            franck.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button, new() { Name = "Changer de compte" }).ClickAsync()
        );
        franck.Path.ShouldBe("/connexion");
    }

    [Theory]
    [MemberData(nameof(Screen.Extremes), MemberType = typeof(Screen))]
    public async Task Paste_WrongKey_LeadsToTheEmptyField(int width, bool script)
    {
        var screen = new Screen(width, script);
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.SignedInAsync("franck.cavel", screen);
        await franck.OpenAsync("/mon-compte");
        await franck.PasteKeyAsync("d8657798-d36c-4112-984a");

        var summary = franck.Page.GetByRole(AriaRole.Alert);
        await Expect(summary).ToContainTextAsync("Cette clé ne fonctionne pas");
        await new Screenshots(franck, $"{screen}-refus").TakeAsync("cle-fausse");
        await summary.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(franck.KeyField).ToBeFocusedAsync();
        await Expect(franck.KeyField).ToHaveValueAsync("");
        await Expect(franck.KeyField).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task Paste_SeveralKeys_GathersThemAllAtOnce()
    {
        await using var site = await Site.OpenAsync(chromium);
        await site.People.RelativeAsync("franck.cavel4");
        var keys = $"{await site.App.KeyOfAsync("franck.cavel3")} {await site.App.KeyOfAsync("franck.cavel4")}";
        await using var franck = await site.SignedInAsync("franck.cavel", Screen.Phone);
        var pictures = new Screenshots(franck, "360-plusieurs-cles");
        await franck.OpenAsync("/mon-compte");
        await franck.PasteKeyAsync(keys);
        await pictures.TakeAsync("verifier");
        await Expect(franck.Page.GetByLabel("Sera rattaché")).ToHaveCountAsync(2);
        await franck.PressAsync("Confirmer le rattachement");

        await pictures.TakeAsync("fait");
        await Expect(franck.Heading("franck.cavel3 et franck.cavel4 sont rattachés à votre compte")).ToBeVisibleAsync();
    }

    [Theory]
    [MemberData(nameof(Screen.Extremes), MemberType = typeof(Screen))]
    public async Task Check_KeepTheOtherInstead_TurnsTheChoiceRound(int width, bool script)
    {
        var screen = new Screen(width, script);
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.SignedInAsync("franck.cavel", screen);
        var pictures = new Screenshots(franck, $"{screen}-garder-l-autre");
        await franck.OpenAsync("/mon-compte");
        await franck.PasteKeyAsync(await site.App.KeyOfAsync("franck.cavel3"));
        await Expect(franck.Page.GetByLabel("Vous gardez franck.cavel", new() { Exact = true })).ToBeVisibleAsync();
        await franck.PressAsync("Garder plutôt l’autre compte");
        await Expect(franck.Page.GetByLabel("Vous gardez franck.cavel3")).ToBeVisibleAsync();
        await pictures.TakeAsync("verifier");
        await franck.PressAsync("Confirmer le rattachement");

        await Expect(franck.Page.GetByText("C’est fait. franck.cavel est rattaché à franck.cavel3.")).ToBeVisibleAsync();
        await pictures.TakeAsync("connexion");
        await franck.SignInAsync("franck.cavel3");
        await Expect(franck.Page.GetByText("3 enfants, 3 écoles")).ToBeVisibleAsync();
        await Expect(franck.Page.GetByText("Compte ouvert : franck.cavel3")).ToBeVisibleAsync();
    }
}
