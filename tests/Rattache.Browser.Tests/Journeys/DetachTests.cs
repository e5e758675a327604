using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace Rattache.Browser.Tests.Journeys;

/// <summary>The way back: from the account kept, or with the login that was absorbed.</summary>
public sealed class DetachTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Screen.Extremes), MemberType = typeof(Screen))]
    public async Task Detach_FromMyAccount_SaysWhichChildLeavesAndGivesItBack(int width, bool script)
    {
        var screen = new Screen(width, script);
        await using var site = await Site.OpenAsync(chromium);
        await using var nadia = await site.SignedInAsync("nadia.benali", screen);
        var pictures = new Screenshots(nadia, $"{screen}-detacher");
        await Expect(nadia.Heading("Lina Haddad")).ToBeVisibleAsync();

        await nadia.OpenFromMenuAsync("Mon compte");
        await nadia.FollowAsync("Détacher nadia.haddad");
        await pictures.TakeAsync("question");
        await Expect(nadia.Page.GetByText("Vous ne verrez plus Lina ici.")).ToBeVisibleAsync();
        await nadia.PressAsync("Détacher");

        await Expect(nadia.Page.GetByText("nadia.haddad est détaché.")).ToBeVisibleAsync();
        await Expect(nadia.Row("Utilisateurs fusionnés")).ToHaveTextAsync("Aucun");
        await pictures.TakeAsync("detache");
        await nadia.OpenAsync("/mes-enfants");
        await Expect(nadia.Heading("Sami Benali")).ToBeVisibleAsync();
        await Expect(nadia.Heading("Lina Haddad")).ToHaveCountAsync(0);

        await using var again = await site.SignedInAsync("nadia.haddad", screen);
        await Expect(again.Heading("Lina Haddad")).ToBeVisibleAsync();
    }

    [Theory]
    [MemberData(nameof(Screen.Extremes), MemberType = typeof(Screen))]
    public async Task Detach_AbsorbedLoginWithItsOwnPassword_ExplainsAndOffersTheWayBack(int width, bool script)
    {
        const string ownPassword = "une autre phrase";
        var screen = new Screen(width, script);
        await using var site = await Site.OpenAsync(chromium);
        await site.People.RelativeAsync("awa.diop2", "Awa", "Diop", ownPassword);
        await site.People.RelativeAsync("awa.diop", "Awa", "Diop");
        await using var kept = await site.SignedInAsync("awa.diop", Screen.Computer);
        await kept.OpenAsync("/mon-compte");
        await kept.PasteKeyAsync(await site.App.KeyOfAsync("awa.diop2"));
        await kept.PressAsync("Confirmer le rattachement");

        await using var awa = await site.ParentAsync(screen);
        var pictures = new Screenshots(awa, $"{screen}-compte-rattache");
        await awa.SignInAsync("awa.diop2", ownPassword);
        await Expect(awa.Heading("Ce compte est rattaché")).ToBeVisibleAsync();
        await Expect(awa.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("awa.diop2 est rattaché à awa.diop depuis le 7 septembre 2026.");
        await pictures.TakeAsync("explication");
        await awa.PressAsync("Détacher awa.diop2");

        await Expect(awa.Page.GetByText("awa.diop2 est détaché. Vous pouvez vous y connecter.")).ToBeVisibleAsync();
        await pictures.TakeAsync("detache");
        await awa.SignInAsync("awa.diop2", ownPassword);
        await Expect(awa.Heading("Mes enfants")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task SignIn_AbsorbedLoginWithTheKeptPassword_OpensTheKeptAccountAndSaysSo()
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var nadia = await site.SignedInAsync("nadia.haddad", Screen.Phone);
        await Expect(nadia.Page.GetByText("nadia.haddad est rattaché à ce compte.")).ToBeVisibleAsync();
        await Expect(nadia.Page.GetByText("Compte ouvert : nadia.benali")).ToBeVisibleAsync();
        await nadia.FollowAsync("Voir ou détacher");
        await Expect(nadia.Link("Détacher nadia.haddad")).ToBeInViewportAsync();
    }
}
