using Microsoft.EntityFrameworkCore;
using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;

namespace Rattache.Browser.Tests.Accessibility;

/// <summary>Gathering with the other account's login and its password or first-time code.</summary>
internal static class ProofPlaces
{
    private const string Route = "mon-compte/rattacher/identifiant";

    public static IReadOnlyList<Place> All { get; } =
    [
        Place.Open("preuve", Route, "franck.cavel"),
        new("preuve-refuse", Route, "franck.cavel", (_, parent) => parent.ProveAsync("franck.cavel3", "pas le bon")),
        new("preuve-vide", Route, "franck.cavel", (_, parent) => parent.ProveAsync("", "")),
        new("preuve-deux-parents", Route, "franck.cavel3", (_, parent) => parent.ProveAsync("sophie.lambert", People.Password)),
        new("preuve-trop-tard", Route, null, ConfirmTooLateAsync),
        new("preuve-verifier", Route, "franck.cavel", (_, parent) => parent.ProveAsync("franck.cavel3", People.Password)),
        new("preuve-verifier-code", Route, null, (site, parent) => ProveByCodeAsync(site, parent, "lila.roche")),
        new("preuve-fait", "mon-compte/rattacher/fait", null, (site, parent) => GatherByCodeAsync(site, parent, "lise.roche")),
        new("detacher-sans-mot-de-passe", "mon-compte/detacher/{id:guid}", null, DetachAsync),
    ];

    private static async Task ConfirmTooLateAsync(Site site, Parent parent)
    {
        await ProveByCodeAsync(site, parent, "luce.roche");
        await using (var db = site.App.OpenDb())
        {
            // Somebody else has used the code meanwhile: told in the same words as a quarter of an hour gone by.
            await db
                .ActivationCodes.Where(c => db.Accounts.Any(a => a.Id == c.AccountId && a.Login == "luce.roche2"))
                .ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        }

        await parent.PressAsync("Confirmer le rattachement");
    }

    private static async Task ProveByCodeAsync(Site site, Parent parent, string login)
    {
        await site.People.RelativeAsync(login, "Lila", "Roche");
        await site.People.RelativeAsync($"{login}2", "Lila", "Roche", password: null);
        var code = await site.App.GiveCodeAsync($"{login}2");
        await parent.SignInAsync(login);
        await parent.ProveAsync($"{login}2", code);
    }

    private static async Task GatherByCodeAsync(Site site, Parent parent, string login)
    {
        await ProveByCodeAsync(site, parent, login);
        await parent.PressAsync("Confirmer le rattachement");
    }

    private static async Task DetachAsync(Site site, Parent parent)
    {
        await GatherByCodeAsync(site, parent, "lou.roche");
        await parent.OpenAsync("/mon-compte");
        await parent.FollowAsync("Détacher lou.roche2");
    }
}
