using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn;

/// <summary>Without a verified address no mail can tell: the next sign-in does.</summary>
public sealed class SinceLastVisitTests : IAsyncLifetime
{
    private readonly RattacheApp app = new();

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task NextSignIn_AfterAMerge_SaysWhichLoginAndWhen_Once()
    {
        await app.People.RelativeAsync("visit.kept");
        await app.People.RelativeAsync("visit.absorbed");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.GatherAsync("visit.kept", "visit.absorbed");
        app.Clock.Advance(TimeSpan.FromDays(1));

        (await TipsAsync("visit.kept")).ShouldContain("visit.absorbed a été rattaché à ce compte, le 7\u00A0septembre\u00A02026 à 10\u00A0h\u00A031");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await TipsAsync("visit.kept")).ShouldNotContain("Depuis votre dernière visite");
    }

    [Fact]
    public async Task NextSignIn_AfterAnUndo_TellsBothSides()
    {
        await app.People.RelativeAsync("visit.root");
        await app.People.RelativeAsync("visit.cut");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var visitor = await app.GatherAsync("visit.root", "visit.cut");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await DetachAsync(visitor);
        app.Clock.Advance(TimeSpan.FromDays(1));

        (await TipsAsync("visit.root")).ShouldContain("visit.cut a été détaché de ce compte");
        (await TipsAsync("visit.cut")).ShouldContain("ce compte a été rattaché à visit.root, puis détaché");
    }

    [Fact]
    public async Task NextSignIn_WithAVerifiedAddress_LeavesItToTheMail()
    {
        await app.People.RelativeAsync("visit.mailed", with: p => p.Email = "visit@example.org");
        await app.People.RelativeAsync("visit.gone");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.GatherAsync("visit.mailed", "visit.gone");
        app.Clock.Advance(TimeSpan.FromDays(1));
        (await TipsAsync("visit.mailed")).ShouldNotContain("Depuis votre dernière visite");
    }

    [Fact]
    public async Task NextSignIn_AfterSomethingFurtherDownTheTreeLeft_SaysSo()
    {
        foreach (var login in new[] { "visit.top", "visit.middle", "visit.leaf" })
        {
            await app.People.RelativeAsync(login);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.GatherAsync("visit.middle", "visit.leaf");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var visitor = await app.GatherAsync("visit.top", "visit.middle");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await DetachAsync(visitor, "visit.leaf");
        app.Clock.Advance(TimeSpan.FromDays(1));

        (await TipsAsync("visit.top")).ShouldContain("visit.leaf a été détaché de ce compte");
    }

    [Fact]
    public async Task NextSignIn_AfterSomethingLeftWhatJoinedTheTreeLater_DoesNotTellOfIt()
    {
        foreach (var login in new[] { "visit.first", "visit.later", "visit.past" })
        {
            await app.People.RelativeAsync(login);
        }

        var first = await app.SignedInAsync("visit.first");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var visitor = await app.GatherAsync("visit.later", "visit.past");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await DetachAsync(visitor, "visit.past");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await first.PasteAsync(await app.KeyOfAsync("visit.later"));
        await first.ConfirmAsync();
        app.Clock.Advance(TimeSpan.FromDays(1));

        var tips = await TipsAsync("visit.first");
        tips.ShouldContain("visit.later a été rattaché à ce compte");
        tips.ShouldNotContain("visit.past");
    }

    private static async Task DetachAsync(Visitor visitor, string login = "")
    {
        await visitor.OpenAsync("/mon-compte");
        var link = visitor
            .Page.QuerySelectorAll("a[href^='/mon-compte/detacher/']")
            .First(a => a.TextContent.Contains(login, StringComparison.Ordinal));
        await visitor.OpenAsync(link.GetAttribute("href")!);
        await visitor.PressAsync("Détacher");
    }

    private async Task<string> TipsAsync(string login)
    {
        var visitor = await app.SignedInAsync(login);
        visitor.Path.ToString().ShouldBe("/mes-enfants");
        return string.Concat(visitor.Page.QuerySelectorAll(".r-tip").Select(tip => tip.TextContent));
    }
}
