using Microsoft.AspNetCore.Identity;
using Rattache.Browser.Tests.App;
using Rattache.Core.Accounts;
using Rattache.Web.Tests.App;

namespace Rattache.Browser.Tests.Accessibility;

/// <summary>The ways into an account: chosen login, devices, second step, passkeys.</summary>
internal static class AccessPlaces
{
    private const string Twice = "mon-compte/double-verification";
    private const string Keys = "mon-compte/cles-d-acces";

    public static IReadOnlyList<Place> All { get; } =
    [
        Place.Open("identifiant", "mon-compte/identifiant", "franck.cavel"),
        new("identifiant-refuse", "mon-compte/identifiant", "franck.cavel", (_, parent) => ChooseAsync(parent, "franck.cavel9")),
        new("identifiant-choisi", "mon-compte", null, ChooseAndReturnAsync),
        new("identifiant-change", "mon-compte/identifiant", null, ChooseAndComeBackAsync),
        Place.Open("appareils-seul", "mon-compte/appareils", "franck.cavel3"),
        new("appareils", "mon-compte/appareils", null, OpenInThreeAsync),
        Place.Open("double-verification", Twice, "franck.cavel"),
        new("double-verification-mot-de-passe", Twice, "franck.cavel", AskForThePasswordAsync),
        new("double-verification-activer", $"{Twice}/activer", "franck.cavel", (_, parent) => StartAsync(parent)),
        new("double-verification-activer-faux", $"{Twice}/activer", "franck.cavel", StartWronglyAsync),
        new("double-verification-codes", $"{Twice}/codes", null, (site, parent) => TurnOnAsync(site, parent, "lise.codes")),
        new("double-verification-activee", Twice, null, TurnOnAndReturnAsync),
        new("verification", "connexion/verification", null, (site, parent) => ArriveAtTheStepAsync(site, parent, "lise.step")),
        new("verification-refusee", "connexion/verification", null, TypeWrongCodeAsync),
        Place.Open("cles-d-acces-aucune", Keys, "franck.cavel"),
        Place.Open("cle-d-acces-ajouter", $"{Keys}/ajouter", "franck.cavel"),
        new("cles-d-acces", Keys, null, async (site, parent) => await HoldPasskeyAsync(site, parent, "lise.cle")),
        new("cle-d-acces", $"{Keys}/{{id}}", null, OpenPasskeyAsync),
        Place.Open("connexion-cle-d-acces", "connexion/cle-d-acces"),
        new("mot-de-passe-jauge", "mon-compte/mot-de-passe", "franck.cavel", TypeNewPasswordAsync),
    ];

    private static async Task ChooseAsync(Parent parent, string login)
    {
        await parent.OpenAsync("/mon-compte/identifiant");
        await parent.TypeAsync("Identifiant choisi", login);
        await parent.PressAsync("Enregistrer");
    }

    private static async Task ChooseAndReturnAsync(Site site, Parent parent)
    {
        await SignInAsAsync(site, parent, "lise.alias");
        await ChooseAsync(parent, "maman-de-lou");
    }

    private static async Task ChooseAndComeBackAsync(Site site, Parent parent)
    {
        await SignInAsAsync(site, parent, "lise.other");
        await ChooseAsync(parent, "maman-de-max");
        await parent.OpenAsync("/mon-compte/identifiant");
    }

    private static async Task OpenInThreeAsync(Site site, Parent parent)
    {
        await site.People.RelativeAsync("lise.three", "Lise", "Petit");
        for (var i = 0; i < 2; i++)
        {
            await site.App.SignedInAsync("lise.three");
        }

        await parent.SignInAsync("lise.three");
        await parent.OpenAsync("/mon-compte/appareils");
    }

    private static async Task AskForThePasswordAsync(Site site, Parent parent)
    {
        await parent.OpenAsync($"/{Twice}");
        site.App.Clock.Advance(TimeSpan.FromMinutes(16));
        await parent.PressAsync("Activer");
    }

    private static async Task StartAsync(Parent parent)
    {
        await parent.OpenAsync($"/{Twice}");
        await parent.PressAsync("Activer");
    }

    private static async Task StartWronglyAsync(Site site, Parent parent)
    {
        await StartAsync(parent);
        await parent.TypeAsync("Code de 6 chiffres", "000000");
        await parent.PressAsync("Activer");
    }

    private static async Task TurnOnAsync(Site site, Parent parent, string login)
    {
        await SignInAsAsync(site, parent, login);
        await StartAsync(parent);
        var key = string.Concat((await parent.Page.Locator("#cle-appli").InnerTextAsync()).Where(char.IsLetterOrDigit));
        await parent.TypeAsync("Code de 6 chiffres", new Authenticator(site.App, key).Code);
        await parent.PressAsync("Activer");
    }

    private static async Task TurnOnAndReturnAsync(Site site, Parent parent)
    {
        await TurnOnAsync(site, parent, "lise.on");
        await parent.OpenAsync($"/{Twice}");
    }

    private static async Task ArriveAtTheStepAsync(Site site, Parent parent, string login)
    {
        await site.People.RelativeAsync(login, "Lise", "Petit");
        await site.App.TurnOnSecondFactorAsync(await site.App.SignedInAsync(login));
        await parent.SignInAsync(login);
    }

    private static async Task TypeWrongCodeAsync(Site site, Parent parent)
    {
        await ArriveAtTheStepAsync(site, parent, "lise.wrong");
        await parent.TypeAsync("Code", "000000");
        await parent.PressAsync("Continuer");
    }

    private static async Task HoldPasskeyAsync(Site site, Parent parent, string login)
    {
        var id = await site.People.RelativeAsync(login, "Lise", "Petit");
        await using (var db = site.App.OpenDb())
        {
            db.UserPasskeys.Add(
                new IdentityUserPasskey<AccountId>
                {
                    UserId = id,
                    CredentialId = id.Value.ToByteArray(),
                    Data = new()
                    {
                        PublicKey = [1],
                        Name = "Mon téléphone",
                        CreatedAt = site.App.Clock.GetUtcNow(),
                        Transports = ["internal"],
                        AttestationObject = [1],
                        ClientDataJson = [1],
                    },
                }
            );
            await db.SaveChangesAsync();
        }

        await parent.SignInAsync(login);
        await parent.OpenAsync($"/{Keys}");
    }

    private static async Task OpenPasskeyAsync(Site site, Parent parent)
    {
        await HoldPasskeyAsync(site, parent, "lise.change");
        await parent.FollowAsync("Modifier : Mon téléphone");
    }

    private static async Task TypeNewPasswordAsync(Site site, Parent parent)
    {
        await parent.OpenAsync("/mon-compte/mot-de-passe");
        await parent.TypeAsync("Nouveau mot de passe", "quatre petits canards");
        await Microsoft.Playwright.Assertions.Expect(parent.Page.GetByText("Très bon mot de passe.")).ToBeVisibleAsync();
    }

    private static async Task SignInAsAsync(Site site, Parent parent, string login)
    {
        await site.People.RelativeAsync(login, "Lise", "Petit");
        await parent.SignInAsync(login);
    }
}
