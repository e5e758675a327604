using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Notifications;

public sealed class IndexTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    [Fact]
    public async Task Page_AddressConfirmed_SaysWhereMessagesGo()
    {
        await app.People.RelativeAsync("notify.yes", with: p => p.Email = "yes@example.org");
        var visitor = await app.SignedInAsync("notify.yes");
        await visitor.OpenAsync("/mon-compte/notifications");

        visitor.Page.QuerySelector(".r-list")!.TextContent.ShouldContain("yes@example.org");
        visitor.Page.QuerySelector(".r-tabs [aria-current]")!.TextContent.ShouldBe("Gérer mes notifications externes");
    }

    [Fact]
    public async Task Page_OnlyTheSchoolsAddress_SaysThatNothingArrives()
    {
        await app.People.RelativeAsync("notify.no", with: p => p.FeedEmail = "ecole@example.org");
        var visitor = await app.SignedInAsync("notify.no");
        await visitor.OpenAsync("/mon-compte/notifications");

        visitor.Page.QuerySelector(".r-note")!.TextContent.ShouldContain("Aucune adresse confirmée");
        visitor.Page.Body!.TextContent.ShouldNotContain("ecole@example.org");
    }
}
