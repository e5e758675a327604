using Microsoft.Extensions.DependencyInjection;
using Rattache.Browser.Tests.App;
using Rattache.Core.Notifications;
using Rattache.Web.Notifications;
using Rattache.Web.Tests.App;

namespace Rattache.Browser.Tests.Accessibility;

/// <summary>What a person opens, changes and forgets: the first sign-in, address, telephones, password, history.</summary>
internal static class PersonPlaces
{
    private const string Unsubscribe = "desabonnement/{ticket}";

    public static IReadOnlyList<Place> All { get; } =
    [
        Place.Open("activation", "activation"),
        new("activation-refusee", "activation", null, (_, parent) => TypeFirstCodeAsync(parent, "lucie.petit", "0000-0000-0000-0000")),
        new(
            "activation-compte",
            "activation/compte",
            null,
            async (site, parent) => await TypeFirstCodeAsync(parent, "lucie.petit", await site.App.GiveCodeAsync("lucie.petit"))
        ),
        new("activation-compte-refusee", "activation/compte", null, ChooseTooShortAsync),
        Place.Open("notifications", "mon-compte/notifications", "franck.cavel"),
        Place.Open("notifications-nulle-part", "mon-compte/notifications", "claire.moreau2"),
        new("notifications-enregistrees", "mon-compte/notifications", "franck.cavel", SaveNotificationsAsync),
        new("notifications-refusees", "mon-compte/notifications", "franck.cavel", PostNoAnswerAsync),
        new("desabonnement", Unsubscribe, null, OpenUnsubscribeAsync),
        new("desabonnement-fait", Unsubscribe, null, UnsubscribeAsync),
        new("desabonnement-lien-coupe", Unsubscribe, null, (_, parent) => parent.OpenAsync("/desabonnement/CfDJ8")),
        Place.Open("historique", "mon-compte/historique", "nadia.benali"),
        new("historique-rien", "mon-compte/historique", "nadia.benali", (_, parent) => parent.OpenAsync("/mon-compte/historique?genre=donnees")),
        Place.Open("mes-donnees", "mon-compte/mes-donnees", "nadia.benali"),
        new("mes-donnees-mot-de-passe", "mon-compte/mes-donnees", "paul.nguyen", AskForDataLaterAsync),
        new("mes-donnees-lues", "mon-compte/mes-donnees", "nadia.benali", ReadDataAsync),
        Place.Open("mot-de-passe", "mon-compte/mot-de-passe", "franck.cavel"),
        new("mot-de-passe-refuse", "mon-compte/mot-de-passe", "franck.cavel", ChangePasswordWronglyAsync),
        Place.Open("adresse", "mon-compte/adresse", "franck.cavel"),
        new("adresse-code", "mon-compte/adresse/code", "franck.cavel2", (_, parent) => ChangeAddressAsync(parent)),
        new("adresse-code-refuse", "mon-compte/adresse/code", "franck.cavel2", TypeWrongAddressCodeAsync),
        Place.Open("telephone", "mon-compte/telephone", "franck.cavel"),
        Place.Open("mobile", "mon-compte/mobile", "franck.cavel"),
        new("mobile-refuse", "mon-compte/mobile", "franck.cavel3", TypeWrongNumberAsync),
        new("mobile-code", "mon-compte/mobile/code", "paul.nguyen", (_, parent) => ChangeMobileAsync(parent)),
        new("mobile-code-refuse", "mon-compte/mobile/code", "paul.nguyen", TypeWrongMobileCodeAsync),
        new("mon-compte-mobile-a-confirmer", "mon-compte", "sophie.lambert", LeaveMobileUnconfirmedAsync),
        Place.Open("oublie", "mot-de-passe-oublie"),
        new("oublie-code", "mot-de-passe-oublie/code", null, (_, parent) => ForgetAsync(parent, "franck.cavel")),
        new("oublie-code-refuse", "mot-de-passe-oublie/code", null, ForgetAndTypeWronglyAsync),
        new("oublie-nouveau", "mot-de-passe-oublie/nouveau", null, (site, parent) => ForgetAndProveAsync(site, parent, "max.roy")),
        new("oublie-fait", "mot-de-passe-oublie/fait", null, ForgetAndChooseAsync),
        .. ProofPlaces.All,
        new("oublie-compte", "mot-de-passe-oublie/compte", null, ForgetWhatSeveralShareAsync),
        Place.Open("identifiant-oublie", "identifiant-oublie"),
        new("identifiant-oublie-refuse", "identifiant-oublie", null, (_, parent) => ForgetLoginAsync(parent, "franck.cavel")),
        new("identifiant-oublie-envoye", "identifiant-oublie/envoye", null, (_, parent) => ForgetLoginAsync(parent, "nom@example.org")),
    ];

    private static async Task ReadDataAsync(Site site, Parent parent)
    {
        await parent.OpenAsync("/mon-compte/mes-donnees");
        await parent.PressAsync("Voir mes données");
    }

    private static async Task AskForDataLaterAsync(Site site, Parent parent)
    {
        await parent.OpenAsync("/mon-compte/mes-donnees");
        site.App.Clock.Advance(TimeSpan.FromMinutes(16));
        await parent.PressAsync("Voir mes données");
    }

    private static async Task TypeFirstCodeAsync(Parent parent, string login, string code)
    {
        await parent.OpenAsync("/activation");
        await parent.TypeAsync("Identifiant", login);
        await parent.TypeAsync("Code de première connexion", code);
        await parent.PressAsync("Continuer");
    }

    private static async Task ChooseTooShortAsync(Site site, Parent parent)
    {
        await site.People.RelativeAsync("rose.blanc", "Rose", "Blanc", password: null);
        await TypeFirstCodeAsync(parent, "rose.blanc", await site.App.GiveCodeAsync("rose.blanc"));
        await parent.TypeAsync("Mot de passe", "court");
        await parent.PressAsync("Activer mon compte");
    }

    private static async Task SaveNotificationsAsync(Site site, Parent parent)
    {
        await parent.OpenAsync("/mon-compte/notifications");
        await parent.Page.GetByLabel("Écoles de mes enfants", new() { Exact = true }).SelectOptionAsync("Une fois par jour");
        await parent.PressAsync("Enregistrer");
    }

    private static async Task PostNoAnswerAsync(Site site, Parent parent)
    {
        await parent.OpenAsync("/mon-compte/notifications");
        await parent.Page.EvaluateAsync("document.querySelectorAll('#heure option, #services option').forEach(option => option.value = '?')");
        await parent.PressAsync("Enregistrer");
    }

    private static async Task OpenUnsubscribeAsync(Site site, Parent parent)
    {
        var id = await site.People.RelativeAsync($"ana.lopez{Guid.NewGuid():N}", "Ana", "Lopez", with: person => person.Email = "ana@example.org");
        var tickets = site.App.Services.GetRequiredService<UnsubscribeTicket>();
        await parent.OpenAsync($"/desabonnement/{tickets.Write(id, [NotificationKind.Merges, NotificationKind.Children], "ana@example.org")}");
    }

    private static async Task UnsubscribeAsync(Site site, Parent parent)
    {
        await OpenUnsubscribeAsync(site, parent);
        await parent.PressAsync("Ne plus les recevoir");
    }

    private static async Task ChangePasswordWronglyAsync(Site site, Parent parent)
    {
        await parent.OpenAsync("/mon-compte/mot-de-passe");
        await parent.TypeAsync("Mot de passe actuel", "pas le bon");
        await parent.TypeAsync("Nouveau mot de passe", "quatre petits canards");
        await parent.PressAsync("Enregistrer");
    }

    private static async Task ChangeAddressAsync(Parent parent)
    {
        await parent.OpenAsync("/mon-compte/adresse");
        await parent.TypeAsync("Nouvelle adresse courrielle", "franck@example.org");
        await parent.PressAsync("Recevoir le code");
    }

    private static async Task TypeWrongAddressCodeAsync(Site site, Parent parent)
    {
        await ChangeAddressAsync(parent);
        await parent.TypeAsync("Code de 6 chiffres", "000000");
        await parent.PressAsync("Confirmer mon adresse");
    }

    private static async Task TypeWrongNumberAsync(Site site, Parent parent)
    {
        await parent.OpenAsync("/mon-compte/mobile");
        await parent.TypeAsync("Téléphone mobile", "12");
        await parent.PressAsync("Recevoir le code");
    }

    private static async Task ChangeMobileAsync(Parent parent)
    {
        await parent.OpenAsync("/mon-compte/mobile");
        await parent.TypeAsync("Téléphone mobile", "06 39 98 12 41");
        await parent.PressAsync("Recevoir le code");
    }

    private static async Task TypeWrongMobileCodeAsync(Site site, Parent parent)
    {
        await ChangeMobileAsync(parent);
        await parent.TypeAsync("Code de 6 chiffres", "000000");
        await parent.PressAsync("Confirmer mon numéro");
    }

    private static async Task LeaveMobileUnconfirmedAsync(Site site, Parent parent)
    {
        await ChangeMobileAsync(parent);
        await parent.OpenAsync("/mon-compte");
    }

    private static async Task ForgetAsync(Parent parent, string login)
    {
        await parent.OpenAsync("/mot-de-passe-oublie");
        await parent.TypeAsync("Identifiant, adresse courrielle ou téléphone mobile", login);
        await parent.PressAsync("Recevoir le code");
    }

    private static async Task ForgetLoginAsync(Parent parent, string typed)
    {
        await parent.OpenAsync("/identifiant-oublie");
        await parent.TypeAsync("Adresse courrielle ou téléphone mobile", typed);
        await parent.PressAsync("Recevoir mes identifiants");
    }

    private static async Task ForgetWhatSeveralShareAsync(Site site, Parent parent)
    {
        const string shared = "famille.roy@example.org";
        await site.People.RelativeAsync("alix.roy", "Alix", "Roy", with: person => person.Email = shared);
        await site.People.RelativeAsync("alix.roy2", "Alix", "Roy", with: person => person.Email = shared);
        await ForgetAsync(parent, shared);
        await parent.TypeAsync("Code", await site.App.CodeToAsync(shared));
        await parent.PressAsync("Continuer");
    }

    private static async Task ForgetAndTypeWronglyAsync(Site site, Parent parent)
    {
        await ForgetAsync(parent, "franck.cavel");
        await parent.TypeAsync("Code", "00000-00000");
        await parent.PressAsync("Continuer");
    }

    // Somebody of its own: of two letters sent within a millisecond to one address, neither is the last.
    private static async Task ForgetAndProveAsync(Site site, Parent parent, string login)
    {
        var address = $"{login}@example.org";
        await site.People.RelativeAsync(login, "Lou", "Roy", with: person => person.Email = address);
        await ForgetAsync(parent, login);
        await parent.TypeAsync("Code", await site.App.CodeToAsync(address));
        await parent.PressAsync("Continuer");
    }

    private static async Task ForgetAndChooseAsync(Site site, Parent parent)
    {
        await ForgetAndProveAsync(site, parent, "lou.roy");
        await parent.TypeAsync("Nouveau mot de passe", "quatre petits canards");
        await parent.PressAsync("Enregistrer");
    }
}
