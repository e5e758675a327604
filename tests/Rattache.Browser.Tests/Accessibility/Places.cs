using Microsoft.EntityFrameworkCore;
using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;

namespace Rattache.Browser.Tests.Accessibility;

/// <summary>Every page of the application, in its plain state and in those where something happened.</summary>
public static class Places
{
    public static IReadOnlyList<Place> All { get; } =
    [
        .. PersonPlaces.All,
        .. AccessPlaces.All,
        Place.Open("connexion", "connexion"),
        new("connexion-refusee", "connexion", null, (_, parent) => parent.SignInAsync("franck.cavel", "pas le bon")),
        new("connexion-compte-ferme", "connexion", null, MeetClosedAsync),
        new("mes-enfants-parti", "mes-enfants", null, LookAtChildrenAfterLeavingAsync),
        new("compte-rattache", "connexion/compte-rattache", null, MeetAbsorbedAsync),
        Place.Open("mes-enfants", "mes-enfants", "nadia.benali"),
        Place.Open("mes-enfants-seul", "mes-enfants", "franck.cavel3"),
        new("mes-enfants-depuis-la-derniere-visite", "mes-enfants", null, ComeBackAfterAMergeAsync),
        Place.Open("mon-compte", "mon-compte", "franck.cavel"),
        Place.Open("mon-compte-fusionnes", "mon-compte", "paul.nguyen"),
        Place.Open("mon-compte-administratrice", "mon-compte", "directrice.zola"),
        new("cle", "mon-compte", "claire.moreau", (_, parent) => parent.MakeKeyAsync()),
        new("cle-mot-de-passe", "mon-compte", "paul.nguyen", AskForThePasswordAgainAsync),
        new("cle-rechargee", "mon-compte", null, MakeKeyAndReloadAsync),
        new("verifier", "mon-compte/rattacher", "franck.cavel", (site, parent) => PasteAsync(parent, site, "franck.cavel3")),
        new("verifier-avertissement", "mon-compte/rattacher", "franck.cavel", (site, parent) => PasteAsync(parent, site, "claire.moreau2")),
        new("refus-cle-fausse", "mon-compte/rattacher", "franck.cavel", (_, parent) => PasteAsync(parent, "d8657798")),
        new("refus-meme-compte", "mon-compte/rattacher", "franck.cavel2", (site, parent) => PasteAsync(parent, site, "franck.cavel2")),
        new("refus-deux-parents", "mon-compte/rattacher", "franck.cavel3", (site, parent) => PasteAsync(parent, site, "sophie.lambert")),
        new("fait", "mon-compte/rattacher/fait", null, GatherAsync),
        new("recu", "rattachements/{id:guid}", "nadia.benali", (_, parent) => FollowFromAccountAsync(parent, "Reçu du rattachement de nadia.haddad")),
        new("detacher", "mon-compte/detacher/{id:guid}", "nadia.benali", (_, parent) => FollowFromAccountAsync(parent, "Détacher nadia.haddad")),
        Place.Open("aide", "aide/rattacher"),
        Place.Open("fiche", "aide/rattacher/fiche"),
        Place.Open("plan", "plan-du-site"),
        Place.Open("plan-connecte", "plan-du-site", "franck.cavel"),
        Place.Open("hors-ligne", "hors-ligne"),
        Place.Open("aide-connecte", "aide/rattacher", "franck.cavel"),
        Place.Open("langue", "langue"),
        Place.Open("langue-connecte", "langue", "franck.cavel"),
        Place.Open("confidentialite", "confidentialite"),
        Place.Open("accessibilite", "accessibilite"),
        Place.Open("conditions", "conditions"),
        new("conditions-accepter", "conditions/accepter", null, MeetNewTermsAsync),
        new("conditions-refusees", "conditions/accepter", null, RefuseNewTermsAsync),
        new("introuvable", "erreur/{status:int}", null, (_, parent) => parent.OpenAsync("/nulle-part")),
        new("introuvable-connecte", "erreur/{status:int}", "franck.cavel", (_, parent) => parent.OpenAsync("/nulle-part")),
    ];

    private static async Task MakeKeyAndReloadAsync(Site site, Parent parent)
    {
        await site.People.RelativeAsync("rose.faure", "Rose", "Faure");
        await parent.SignInAsync("rose.faure");
        await parent.MakeKeyAsync();
        await parent.ReloadAsync();
    }

    private static async Task MeetClosedAsync(Site site, Parent parent)
    {
        await site.App.ClosedAsync(await site.People.RelativeAsync("inna.petrova", "Inna", "Petrova"));
        await parent.SignInAsync("inna.petrova");
    }

    private static async Task MeetNewTermsAsync(Site site, Parent parent) => await MeetNewTermsAsync(site, parent, "ines.roux");

    private static async Task RefuseNewTermsAsync(Site site, Parent parent)
    {
        await MeetNewTermsAsync(site, parent, "ines.roux2");
        await parent.PressAsync("Continuer");
    }

    private static async Task MeetNewTermsAsync(Site site, Parent parent, string login)
    {
        var id = await site.People.RelativeAsync(login, "Inès", "Roux");
        await using (var db = site.App.OpenDb())
        {
            await db.Users.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.TermsVersion, 0));
        }

        await parent.SignInAsync(login);
    }

    private static async Task LookAtChildrenAfterLeavingAsync(Site site, Parent parent)
    {
        await site.App.LeftAsync(12, await site.People.RelativeAsync("jean.petit", "Jean", "Petit"));
        await parent.SignInAsync("jean.petit");
    }

    private static async Task AskForThePasswordAgainAsync(Site site, Parent parent)
    {
        await parent.OpenAsync("/mon-compte");
        site.App.Clock.Advance(TimeSpan.FromMinutes(16));
        await parent.PressAsync("Générer une clé de fusion");
    }

    private static async Task PasteAsync(Parent parent, Site site, string login) => await PasteAsync(parent, await site.App.KeyOfAsync(login));

    private static async Task PasteAsync(Parent parent, string key)
    {
        await parent.OpenAsync("/mon-compte");
        await parent.PasteKeyAsync(key);
    }

    private static async Task FollowFromAccountAsync(Parent parent, string link)
    {
        await parent.OpenAsync("/mon-compte");
        await parent.FollowAsync(link);
    }

    private static async Task GatherAsync(Site site, Parent parent)
    {
        await site.People.RelativeAsync("maud.simon", "Maud", "Simon");
        await site.People.RelativeAsync("maud.simon2", "Maud", "Simon");
        await parent.SignInAsync("maud.simon");
        await PasteAsync(parent, site, "maud.simon2");
        await parent.PressAsync("Confirmer le rattachement");
    }

    private static async Task ComeBackAfterAMergeAsync(Site site, Parent parent)
    {
        await site.People.RelativeAsync("lea.petit", "Léa", "Petit");
        await site.People.RelativeAsync("lea.petit2", "Léa", "Petit");
        await parent.SignInAsync("lea.petit");
        await PasteAsync(parent, site, "lea.petit2");
        await parent.PressAsync("Confirmer le rattachement");
        await parent.PressAsync("Changer de compte");
        await parent.SignInAsync("lea.petit");
    }

    private static async Task MeetAbsorbedAsync(Site site, Parent parent)
    {
        await site.People.RelativeAsync("ali.saidi", "Ali", "Saïdi");
        await site.People.RelativeAsync("ali.saidi2", "Ali", "Saïdi", "une autre phrase");
        await parent.SignInAsync("ali.saidi");
        await PasteAsync(parent, site, "ali.saidi2");
        await parent.PressAsync("Confirmer le rattachement");
        await parent.PressAsync("Changer de compte");
        await parent.SignInAsync("ali.saidi2", "une autre phrase");
    }
}
