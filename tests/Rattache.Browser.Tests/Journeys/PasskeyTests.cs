using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace Rattache.Browser.Tests.Journeys;

/// <summary>A real browser over a device that DevTools simulates (W3C WebAuthn 3, §11): what the script does, nothing else shows.</summary>
public sealed class PasskeyTests(Chromium chromium)
{
    // A passkey belongs to a name; an address has none.
    private const string Name = "localhost";

    [Fact]
    public async Task Passkey_MadeOnThePhone_SignsInWithoutLoginOrPassword()
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.ParentAsync(Screen.Phone, Name);
        await AddDeviceAsync(franck, verifiesOwner: true);
        var shots = new Screenshots(franck, "cle-d-acces");
        await franck.SignInAsync("franck.cavel");
        await franck.OpenAsync("/mon-compte");
        await franck.FollowAsync("Clés d’accès");
        await franck.FollowAsync("Ajouter une clé d’accès");
        await shots.TakeAsync("ajouter");
        await franck.TypeAsync("Nom de la clé", "Mon téléphone");
        await franck.PressAsync("Créer la clé");
        await Expect(franck.Page.GetByText("Vous pouvez maintenant vous connecter avec « Mon téléphone ».")).ToBeVisibleAsync();
        await shots.TakeAsync("ajoutee");

        await franck.OpenFromMenuAsync("Mon compte");
        await franck.Page.GetByText("Menu", new() { Exact = true }).ClickAsync();
        await franck.ArriveAsync(() =>
            franck.Page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button, new() { Name = "Se déconnecter", Exact = true }).Last.ClickAsync()
        );
        await franck.FollowAsync("Se connecter avec une clé d’accès");
        await shots.TakeAsync("connexion");
        await franck.PressAsync("Continuer");
        franck.Path.ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task Passkey_OwnerNotRecognized_SaysSoAndKeepsThePassword()
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.ParentAsync(Screen.Phone, Name);
        await AddDeviceAsync(franck, verifiesOwner: false);
        await franck.OpenAsync("/connexion/cle-d-acces");
        await franck.Button("Continuer").ClickAsync();
        var failed = franck.Page.GetByRole(AriaRole.Alert);
        await Expect(failed).ToContainTextAsync("Aucune clé d’accès n’a été donnée");
        await Expect(failed).ToBeFocusedAsync();
        await new Screenshots(franck, "cle-d-acces").TakeAsync("manquee");
        await franck.FollowAsync("Se connecter avec un mot de passe");
        franck.Path.ShouldBe("/connexion");
    }

    [Theory]
    [MemberData(nameof(Screen.Widths), MemberType = typeof(Screen))]
    public async Task WithoutScript_ThePagesSayWhatToDo_AndOfferNoButtonThatDoesNothing(int width)
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.ParentAsync(new Screen(width, Script: false));
        await franck.OpenAsync("/connexion/cle-d-acces");
        await Expect(franck.Page.Locator("#sans")).ToBeVisibleAsync();
        await Expect(franck.Button("Continuer")).ToBeHiddenAsync();
        await franck.SignInAsync("franck.cavel");
        await franck.OpenAsync("/mon-compte/cles-d-acces/ajouter");
        await Expect(franck.Page.Locator("#sans")).ToBeVisibleAsync();
        await Expect(franck.Page.Locator("main button")).ToBeHiddenAsync();
        await new Screenshots(franck, $"cle-d-acces-{width}-noscript").TakeAsync("ajouter");
    }

    private static async Task AddDeviceAsync(Parent parent, bool verifiesOwner)
    {
        var devices = await parent.Page.Context.NewCDPSessionAsync(parent.Page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = verifiesOwner,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
    }
}
