using Microsoft.Playwright;
using Rattache.Browser.Tests.App;

namespace Rattache.Browser.Tests.Journeys;

public sealed class ReceiptTests(Site site) : IClassFixture<Site>
{
    [Fact]
    public async Task Receipt_OnPaper_IsTheReceiptAlone_DarkOnWhite()
    {
        await using var parent = await site.SignedInAsync("nadia.benali", Screen.Phone);
        await parent.OpenAsync("/mon-compte");
        await parent.FollowAsync("Reçu du rattachement de nadia.haddad");
        await parent.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });

        await Assertions.Expect(parent.Heading("Reçu de rattachement")).ToBeVisibleAsync();
        await Assertions.Expect(parent.Row("Compte rattaché")).ToContainTextAsync("nadia.haddad");
        await Assertions.Expect(parent.Page.GetByText("Imprimé depuis http://localhost:5080/")).ToBeVisibleAsync();
        await Assertions.Expect(parent.Page.Locator("header, nav, footer").Locator("visible=true")).ToHaveCountAsync(0);
        await Assertions.Expect(parent.Link("Télécharger le reçu")).ToBeHiddenAsync();
        var colours = await parent.Page.EvaluateAsync<string>("(s => s.color + ' on ' + s.backgroundColor)(getComputedStyle(document.body))");
        colours.ShouldBe("rgb(18, 38, 43) on rgb(255, 255, 255)");
        await new Screenshots(parent, "print").TakeAsync("recu");
    }
}
