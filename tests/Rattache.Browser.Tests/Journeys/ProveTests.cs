using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace Rattache.Browser.Tests.Journeys;

/// <summary>A parent with two sheets of paper, or with two passwords, and no key.</summary>
public sealed class ProveTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Screen.All), MemberType = typeof(Screen))]
    public async Task GatherAccounts_WithTheSecondSheet_ShowsEveryChildAndTakesItBack(int width, bool script)
    {
        var screen = new Screen(width, script);
        await using var site = await Site.OpenAsync(chromium);
        var other = await site.People.RelativeAsync("franck.cavel8", password: null);
        await site.People.ChildAsync("Jules", await site.People.SchoolAsync("École Jean Moulin"), "CM1", other);
        var code = await site.App.GiveCodeAsync("franck.cavel8");
        await using var franck = await site.SignedInAsync("franck.cavel", screen);
        var pictures = new Screenshots(franck, $"{screen}-identifiant");
        await franck.OpenFromMenuAsync("Mon compte");
        await pictures.TakeAsync("mon-compte");
        await franck.FollowAsync("Pas de clé ? Rattacher avec l’identifiant et le mot de passe de l’autre compte");
        await pictures.TakeAsync("identifiant");
        await Expect(franck.Button("Afficher ce que vous tapez")).ToBeVisibleAsync(new() { Visible = script });
        await franck.ProveAsync("franck.cavel8", "0000-0000-0000-0000");
        await pictures.TakeAsync("refus");
        await Expect(franck.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("L’identifiant ne va pas avec ce mot de passe ou ce code");
        await Expect(franck.Page.GetByLabel("Identifiant de l’autre compte")).ToHaveValueAsync("franck.cavel8");

        await franck.ProveAsync("franck.cavel8", code);
        await pictures.TakeAsync("verifier");
        await Expect(franck.Page.GetByLabel("Sera rattaché franck.cavel8")).ToContainTextAsync("Jules (CM1)");
        await Expect(franck.Button("Garder plutôt l’autre compte")).ToHaveCountAsync(0);
        await franck.PressAsync("Confirmer le rattachement");
        await Expect(franck.Heading("franck.cavel8 est rattaché à votre compte")).ToBeVisibleAsync();
        await pictures.TakeAsync("fait");
        await franck.FollowAsync("Mes enfants");
        await Expect(franck.Heading("Jules Cavel")).ToBeVisibleAsync();

        await franck.OpenFromMenuAsync("Mon compte");
        await franck.FollowAsync("Détacher franck.cavel8");
        await pictures.TakeAsync("detacher");
        await franck.PressAsync("Détacher");
        await Expect(franck.Row("Utilisateurs fusionnés")).ToHaveTextAsync("Aucun");
        franck.Requested.ShouldAllBe(address => !address.Contains(code) && !address.Contains("franck.cavel8"));
    }

    [Theory]
    [MemberData(nameof(Screen.Extremes), MemberType = typeof(Screen))]
    public async Task GatherAccounts_WithTheOtherPassword_MayKeepTheOtherInstead(int width, bool script)
    {
        var screen = new Screen(width, script);
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.SignedInAsync("franck.cavel", screen);
        await franck.ProveAsync("franck.cavel3", People.Password);
        await Expect(franck.Page.GetByLabel("Est-ce bien vous ?")).ToContainTextAsync("17 octobre 1984");
        await franck.PressAsync("Garder plutôt l’autre compte");
        await Expect(franck.Page.GetByLabel("Vous gardez franck.cavel3")).ToBeVisibleAsync();
        await franck.PressAsync("Confirmer le rattachement");

        await Expect(franck.Page.GetByText("C’est fait. franck.cavel est rattaché à franck.cavel3.")).ToBeVisibleAsync();
        await franck.SignInAsync("franck.cavel3");
        await Expect(franck.Page.GetByText("3 enfants, 3 écoles")).ToBeVisibleAsync();
    }

    [Theory]
    [MemberData(nameof(Screen.Widths), MemberType = typeof(Screen))]
    public async Task GatherAccounts_WithTheKeyboardAlone_ReachesTheCheck(int width)
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.SignedInAsync("franck.cavel", new Screen(width));
        var keyboard = new Keyboard(franck);
        await franck.OpenAsync("/mon-compte");
        await keyboard.GoAsync(franck.Link("Pas de clé ? Rattacher avec l’identifiant et le mot de passe de l’autre compte"));
        await keyboard.FillAsync(franck.Page.GetByLabel("Identifiant de l’autre compte"), "franck.cavel3");
        await keyboard.FillAsync(franck.Page.GetByLabel("Mot de passe ou code de première connexion"), People.Password);
        await franck.ArriveAsync(() => keyboard.PressAsync("Enter"));
        await keyboard.GoAsync(franck.Button("Confirmer le rattachement"));
        franck.Path.ShouldBe("/mon-compte/rattacher/fait");
    }
}
