using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;
using static Microsoft.Playwright.Assertions;

namespace Rattache.Browser.Tests.Journeys;

public sealed class SecondFactorTests(Chromium chromium)
{
    [Theory]
    [MemberData(nameof(Screen.Extremes), MemberType = typeof(Screen))]
    public async Task SecondFactor_TurnedOn_AsksForACodeAtTheNextSignIn(int width, bool script)
    {
        var screen = new Screen(width, script);
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.SignedInAsync("franck.cavel", screen);
        var shots = new Screenshots(franck, $"{screen}-double-verification");
        await franck.OpenAsync("/mon-compte");
        await franck.FollowAsync("Double vérification");
        await shots.TakeAsync("eteinte");
        await franck.PressAsync("Activer");
        await shots.TakeAsync("activer");
        var key = string.Concat((await franck.Page.Locator("#cle-appli").InnerTextAsync()).Where(char.IsLetterOrDigit));
        var phone = new Authenticator(site.App, key);
        await franck.TypeAsync("Code de 6 chiffres", phone.Code);
        await franck.PressAsync("Activer");
        await shots.TakeAsync("codes");
        await Expect(franck.Page.Locator("#codes span")).ToHaveCountAsync(10);
        await franck.FollowAsync("J’ai gardé mes codes");

        await using var again = await site.SignedInAsync("franck.cavel", screen);
        again.Path.ShouldBe("/connexion/verification");
        await new Screenshots(again, $"{screen}-double-verification").TakeAsync("verification");
        await again.TypeAsync("Code", phone.Next());
        await again.PressAsync("Continuer");
        again.Path.ShouldBe("/mes-enfants");
    }
}
