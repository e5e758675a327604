using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;
using Rattache.Web.Texts;
using static Microsoft.Playwright.Assertions;

namespace Rattache.Browser.Tests.Journeys;

/// <summary>
/// Every row and tab of <em>Mon compte</em> does what it says: on a telephone and a computer, with script and without, from left to right
/// and from right to left. Fields go by their names, which are the same in every language.
/// </summary>
public sealed partial class ProfileTests(Chromium chromium)
{
    private const string Login = "rose.petit";
    private const string Alias = "rose.des.vents";
    private const string Address = "rose.neuve@example.org";
    private const string NewPassword = "quatre petits canards gris";

    public static TheoryData<int, bool, string> Views =>
        Engine.IsPostgres
            ? [(360, true, "ar"), (1280, false, "fr")]
            : new(
                from width in new[] { 360, 1280 }
                from script in new[] { true, false }
                from language in new[] { "fr", "ar" }
                select (width, script, language)
            );

    [Theory]
    [MemberData(nameof(Views))]
    public async Task EveryRowAndTab_DoesWhatItSays(int width, bool script, string code)
    {
        var screen = new Screen(width, script);
        await using var site = await Site.OpenAsync(chromium);
        await site.People.RelativeAsync(Login, "Rose", "Petit", with: person => person.Email = "rose@example.org");
        await using var rose = await SignedInAsync(site, screen, Language.Find(code)!);
        var pictures = new Screenshots(rose, $"{screen}-profil-{code}");

        await OpenPadlockAsync(rose);
        await SubmitAsync(rose, "/mon-compte/identifiant", "choisi", Alias);
        await ShouldShowAsync(rose, Alias);
        await SubmitAsync(rose, "/mon-compte/adresse", "adresse", Address);
        await SubmitAsync(rose, null, "code", await site.App.CodeToAsync(Address));
        await ShouldShowAsync(rose, Address);
        await SubmitAsync(rose, "/mon-compte/telephone", "numero", "01 39 98 12 40");
        await ShouldShowAsync(rose, "01 39 98 12 40");
        await SubmitAsync(rose, "/mon-compte/mobile", "numero", "06 39 98 12 41");
        await SubmitAsync(rose, null, "code", await site.Sms.CodeToAsync("+33639981241"));
        await ShouldShowAsync(rose, "06 39 98 12 41");
        await pictures.TakeAsync("mon-profil");

        await ChooseNotificationsAsync(rose);
        await pictures.TakeAsync("notifications");
        await ReadHistoryAsync(rose);
        await pictures.TakeAsync("historique");
        await SubmitAsync(rose, "/mon-compte/mes-donnees");
        await ShouldShowAsync(rose, Address);

        await ChangePasswordAsync(rose);
        await SignInAgainAsync(rose);
    }

    private static async Task<Parent> SignedInAsync(Site site, Screen screen, Language language)
    {
        var rose = await site.ParentAsync(screen);
        await rose.OpenAsync("/");
        if (language != Language.French)
        {
            await rose.PressAsync(language.Name);
        }

        await new Reader(rose, language).SignInAsync(Login);
        await Expect(rose.Page.Locator("html")).ToHaveAttributeAsync("dir", language.Direction);
        return rose;
    }

    /// <summary>Types into a field of a page, or of the page that is open, and presses the first button of its form.</summary>
    private static async Task SubmitAsync(Parent rose, string? page, string? field = null, string? typed = null)
    {
        if (page is not null)
        {
            await rose.OpenAsync(page);
        }

        if (field is not null)
        {
            await rose.Page.Locator($"#{field}").FillAsync(typed!);
        }

        var form = field is null ? "main form" : $"form:has(#{field})";
        await rose.ArriveAsync(() => rose.Page.Locator($"{form} button[type=submit]").First.ClickAsync());
    }

    private static Task ShouldShowAsync(Parent rose, string words) => Expect(rose.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(words);

    private static async Task OpenPadlockAsync(Parent rose)
    {
        await rose.OpenAsync("/mon-compte");
        var padlock = rose.Page.Locator("form:has(input[name=cadenas][value=email])");
        await Expect(padlock.Locator("input[name=ouvert]")).ToHaveValueAsync("true");
        await rose.ArriveAsync(() => padlock.GetByRole(AriaRole.Button).ClickAsync());
        await Expect(padlock.Locator("input[name=ouvert]")).ToHaveValueAsync("false");
    }

    private static async Task ChooseNotificationsAsync(Parent rose)
    {
        await TabAsync(rose, "/mon-compte/notifications");
        await rose.Page.Locator("#heure").SelectOptionAsync("18");
        await rose.Page.Locator("#fuseau").SelectOptionAsync("Indian/Reunion");
        await rose.ArriveAsync(() => rose.Page.Locator("form:has(#heure) button[type=submit]").ClickAsync());
        await Expect(rose.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await Expect(rose.Page.Locator("#heure")).ToHaveValueAsync("18");
        await Expect(rose.Page.Locator("#fuseau")).ToHaveValueAsync("Indian/Reunion");
    }

    /// <summary>The sign-in was at half past eight by UTC: half past twelve in Réunion.</summary>
    private static async Task ReadHistoryAsync(Parent rose)
    {
        await TabAsync(rose, "/mon-compte/historique");
        await Expect(rose.Page.GetByRole(AriaRole.Main)).ToContainTextAsync(HalfPastTwelve());
        await rose.ArriveAsync(() => rose.Page.Locator("main a[href*='genre=']").First.ClickAsync());
        rose.Page.Url.ShouldContain("genre=");
        await Expect(rose.Page.Locator("main h2")).ToHaveCountAsync(1);
    }

    private static Task TabAsync(Parent rose, string path) => rose.ArriveAsync(() => rose.Page.Locator($".r-tabs a[href='{path}']").ClickAsync());

    private static async Task ChangePasswordAsync(Parent rose)
    {
        await rose.OpenAsync("/mon-compte/mot-de-passe");
        await rose.Page.Locator("#actuel").FillAsync(People.Password);
        await SubmitAsync(rose, null, "passe", NewPassword);
        await Expect(rose.Page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
    }

    private static async Task SignInAgainAsync(Parent rose)
    {
        await rose.ArriveAsync(() => rose.Page.Locator("#deconnexion button").ClickAsync());
        await rose.Page.Locator("#identifiant").FillAsync(Alias);
        await SubmitAsync(rose, null, "passe", NewPassword);
        rose.Path.ShouldBe("/mes-enfants");
    }

    [GeneratedRegex("12[^0-9]{1,3}30")]
    private static partial Regex HalfPastTwelve();
}
