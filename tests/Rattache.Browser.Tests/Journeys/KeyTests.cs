using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace Rattache.Browser.Tests.Journeys;

/// <summary>The key is shown once, and travels by hand or by camera, never in an address that a server sees.</summary>
public sealed class KeyTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Screen.Extremes), MemberType = typeof(Screen))]
    public async Task Key_PageReloaded_IsShownNoMore(int width, bool script)
    {
        var screen = new Screen(width, script);
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.SignedInAsync("franck.cavel3", screen);
        await franck.MakeKeyAsync();
        await franck.ReloadAsync();
        await Expect(franck.KeyShown).ToHaveCountAsync(0);
        await Expect(franck.Row("Clé de fusion")).ToContainTextAsync("Une clé est valable jusqu’à 11 h 00.");
        await new Screenshots(franck, $"{screen}-cle").TakeAsync("rechargee");
        await franck.PressAsync("Annuler cette clé");
        await Expect(franck.Button("Générer une clé de fusion")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/mon-compte")]
    [InlineData("/")]
    public async Task Key_ScannedFromTheOtherPhone_SurvivesTheSignInAndFillsTheField(string opened)
    {
        await using var site = await Site.OpenAsync(chromium);
        var key = await site.App.KeyOfAsync("franck.cavel3");
        await using var franck = await site.ParentAsync(Screen.Phone);
        await franck.OpenAsync($"{opened}#cle={key}");
        franck.Path.ShouldBe("/connexion");
        franck.Page.Url.ShouldNotContain(key);
        await franck.SignInAsync("franck.cavel");
        if (franck.Path != "/mon-compte")
        {
            await franck.OpenFromMenuAsync("Mon compte");
        }

        await Expect(franck.KeyField).ToHaveValueAsync(key);
        await Expect(franck.KeyField).ToBeFocusedAsync();
        await Expect(franck.KeyField).ToBeInViewportAsync();
        await franck.PressAsync("Continuer");
        await Expect(franck.Heading("Vérifiez avant de rattacher")).ToBeVisibleAsync();
        // The browser's own record of where it was asked to go keeps the part after #; no request carries it.
        franck.Requested.Select(address => address.Split('#')[0]).ShouldAllBe(address => !address.Contains(key));
    }
}
