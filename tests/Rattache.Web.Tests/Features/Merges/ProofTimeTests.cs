using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>How long what was typed counts, with the clock of its own that each test moves.</summary>
public sealed class ProofTimeTests : IAsyncLifetime
{
    private readonly RattacheApp app = new();

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        await app.People.RelativeAsync("time.kept");
        await app.People.RelativeAsync("time.other");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Confirm_AQuarterOfAnHourAfterTyping_SaysThatTheTimeIsOver()
    {
        var visitor = await app.SignedInAsync("time.kept");
        await visitor.ProveAsync("time.other");
        app.Clock.Advance(TimeSpan.FromMinutes(15));

        await visitor.ConfirmAsync();

        visitor.Path.ToString().ShouldBe(Proving.Page);
        visitor.Problem().ShouldContain("Trop de temps a passé");
        visitor.Page.QuerySelector(".r-lead")!.TextContent.ShouldContain("Rien n’est fait.");
        await visitor.OpenAsync(Proving.Page);
        visitor.Page.QuerySelector(".r-problem").ShouldBeNull("it is said once");
    }

    [Fact]
    public async Task Confirm_OwnPasswordGivenLongAgo_AsksForItAgain_AndTheProofHolds()
    {
        var visitor = await app.SignedInAsync("time.kept");
        await visitor.OpenAsync(Proving.Page);
        app.Clock.Advance(TimeSpan.FromMinutes(14));
        await visitor.ProveAsync("time.other");
        visitor.Page.QuerySelector("#passe").ShouldBeNull();
        app.Clock.Advance(TimeSpan.FromMinutes(14));

        await visitor.ConfirmAsync();
        visitor.Problem().ShouldContain("Tapez votre mot de passe pour continuer");
        await visitor.PressAsync("Confirmer le rattachement", ("passe", People.Password));

        visitor.Path.ToString().ShouldStartWith("/mon-compte/rattacher/fait");
    }
}
