using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace Rattache.Browser.Tests.Journeys;

/// <summary>The journey that everything serves, as MISSION tells it.</summary>
[Collection(Chromium.Clipboard)]
public sealed class GatherAccountsTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Screen.All), MemberType = typeof(Screen))]
    public async Task GatherAccounts_KeyFromOnePastedInTheOther_ShowsEveryChild(int width, bool script)
    {
        var screen = new Screen(width, script);
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.ParentAsync(screen);
        var pictures = new Screenshots(franck, screen.ToString());

        await franck.OpenAsync("/");
        await Expect(franck.Button("Afficher le mot de passe")).ToBeVisibleAsync(new() { Visible = script });
        await pictures.TakeAsync("connexion");
        var key = await TakeKeyAsync(franck, screen, pictures);

        await franck.PressAsync("Changer de compte");
        await franck.SignInAsync("franck.cavel");
        await Expect(franck.Page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("Léa");
        await franck.OpenFromMenuAsync("Mon compte");
        await Expect(franck.Row("Utilisateurs fusionnés")).ToHaveTextAsync("Aucun");
        await PasteAsync(franck, screen, key);
        await pictures.TakeAsync("verifier");
        await Expect(franck.Heading("Vérifiez avant de rattacher")).ToBeVisibleAsync();
        await Expect(franck.Page.GetByLabel("Est-ce bien vous ?")).ToContainTextAsync("17 octobre 1984");
        await franck.PressAsync("Confirmer le rattachement");

        await Expect(franck.Heading("franck.cavel3 est rattaché à votre compte")).ToBeVisibleAsync();
        await pictures.TakeAsync("fait");
        await franck.FollowAsync("Mes enfants");
        foreach (var child in (string[])["Inès Cavel", "Léa Cavel", "Tom Cavel"])
        {
            await Expect(franck.Heading(child)).ToBeVisibleAsync();
        }

        await pictures.TakeAsync("mes-enfants");
        await franck.OpenFromMenuAsync("Mon compte");
        await Expect(franck.Row("Utilisateurs fusionnés")).ToContainTextAsync("franck.cavel3");
        await pictures.TakeAsync("utilisateurs-fusionnes");
        await franck.FollowAsync("Reçu du rattachement de franck.cavel3");
        await pictures.TakeAsync("recu");
        franck.Requested.ShouldAllBe(address => !address.Contains(key));
    }

    private static async Task<string> TakeKeyAsync(Parent franck, Screen screen, Screenshots pictures)
    {
        await franck.SignInAsync("franck.cavel3");
        await Expect(franck.Heading("Léa Cavel")).ToBeVisibleAsync();
        await pictures.TakeAsync("mes-enfants-avant");
        await franck.OpenFromMenuAsync("Mon compte");
        await pictures.TakeAsync("mon-compte");
        if (screen.Script)
        {
            await franck.Page.Clock.InstallAsync();
        }

        await franck.PressAsync("Générer une clé de fusion");
        var key = (await franck.KeyShown.InnerTextAsync()).Trim();
        Guid.TryParseExact(key, "D", out _).ShouldBeTrue();
        await pictures.TakeAsync("cle");

        var left = franck.Page.GetByText("Valable encore");
        await Expect(left).ToHaveTextAsync("Valable encore 30 min.");
        await Expect(franck.Button("Copier")).ToBeVisibleAsync(new() { Visible = screen.Script });
        if (screen.Script)
        {
            await franck.Button("Copier").ClickAsync();
            await Expect(franck.Button("Copié")).ToBeVisibleAsync();
            await franck.Page.Clock.FastForwardAsync("05:30");
            await Expect(left).ToHaveTextAsync("Valable encore 24 min.");
            await franck.Page.Clock.FastForwardAsync("24:10");
            await Expect(franck.Page.GetByText("Valable encore moins d’une minute.")).ToBeVisibleAsync();
        }

        return key;
    }

    /// <summary>What *Copier* left on the clipboard, or, without script, what was typed off the page.</summary>
    private static async Task PasteAsync(Parent franck, Screen screen, string key)
    {
        if (!screen.Script)
        {
            await franck.PasteKeyAsync(key);
            return;
        }

        await franck.KeyField.PressAsync("Control+V");
        await Expect(franck.KeyField).ToHaveValueAsync(key);
        await franck.PressAsync("Continuer");
    }
}
