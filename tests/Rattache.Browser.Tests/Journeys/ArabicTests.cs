using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using Rattache.Web.Texts;
using static Microsoft.Playwright.Assertions;

namespace Rattache.Browser.Tests.Journeys;

/// <summary>The same journey as MISSION's, by somebody with a small telephone who reads Arabic, from right to left.</summary>
public sealed class ArabicTests(Chromium chromium)
{
    private static readonly Language Arabic = Language.Find("ar")!;

    [Fact]
    public async Task GatherAccounts_InArabicOnAPhone_ShowsEveryChild()
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.ParentAsync(Screen.Phone);
        var arabic = new Reader(franck, Arabic);
        var pictures = new Screenshots(franck, "360-arabe");

        await franck.OpenAsync("/");
        await franck.PressAsync(Arabic.Name);
        await ShouldBeArabicAsync(franck);
        await pictures.TakeAsync("connexion");
        await arabic.SignInAsync("franck.cavel3");
        await Expect(franck.Heading("Léa Cavel")).ToBeVisibleAsync();
        await pictures.TakeAsync("mes-enfants-avant");
        await arabic.OpenFromMenuAsync("shared.my-account");
        await pictures.TakeAsync("mon-compte");
        await arabic.PressAsync("account.make-key");
        var key = (await franck.KeyShown.InnerTextAsync()).Trim();
        await pictures.TakeAsync("cle");

        await franck.ArriveAsync(() => franck.Page.Locator("#deconnexion button").ClickAsync());
        await arabic.SignInAsync("franck.cavel");
        await ShouldBeArabicAsync(franck);
        await arabic.OpenFromMenuAsync("shared.my-account");
        await franck.Page.Locator("#cle").FillAsync(key);
        await arabic.PressAsync("account.continue");
        await Expect(arabic.Heading("merge.check-title")).ToBeVisibleAsync();
        await Expect(franck.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("17 أكتوبر 1984");
        await pictures.TakeAsync("verifier");
        await arabic.PressAsync("merge.confirm");

        await Expect(franck.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("franck.cavel3");
        await pictures.TakeAsync("fait");
        await franck.FollowAsync(arabic.In("merge.my-children"));
        foreach (var child in (string[])["Inès Cavel", "Léa Cavel", "Tom Cavel"])
        {
            await Expect(franck.Heading(child)).ToBeVisibleAsync();
        }

        await pictures.TakeAsync("mes-enfants");
        await arabic.OpenFromMenuAsync("shared.my-account");
        await ShouldBeArabicAsync(franck);
        await Expect(franck.Page.Locator("#rattacher")).ToContainTextAsync("franck.cavel3");
        await pictures.TakeAsync("comptes-rattaches");
    }

    private static async Task ShouldBeArabicAsync(Parent parent)
    {
        await Expect(parent.Page.Locator("html")).ToHaveAttributeAsync("dir", "rtl");
        await Expect(parent.Page.Locator("html")).ToHaveAttributeAsync("lang", "ar");
    }
}
