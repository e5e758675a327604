using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>After a quarter of an hour the password is asked again, with the clock of its own that each test moves.</summary>
public sealed class ProofTests
{
    [Fact]
    public async Task MakeKey_PasswordGivenSixteenMinutesAgo_AsksForItAgain()
    {
        await using var app = new RattacheApp();
        await app.InitializeAsync();
        await app.People.RelativeAsync("proof.key");
        var visitor = await app.SignedInAsync("proof.key");
        await visitor.OpenAsync("/mon-compte");
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        await visitor.PressAsync("Générer une clé de fusion");
        visitor.Page.QuerySelector("#cle-faite").ShouldBeNull();
        await visitor.PressAsync("Générer une clé de fusion", ("passe", "wrong password"));
        visitor.Page.QuerySelector("#cle-faite").ShouldBeNull();
        await visitor.PressAsync("Générer une clé de fusion", ("passe", People.Password));
        visitor.Page.QuerySelector("#cle-faite").ShouldNotBeNull();
    }

    [Fact]
    public async Task Confirm_PasswordGivenSixteenMinutesAgo_AsksForItAgain()
    {
        await using var app = new RattacheApp();
        await app.InitializeAsync();
        await app.People.RelativeAsync("proof.kept");
        await app.People.RelativeAsync("proof.absorbed");
        var visitor = await app.SignedInAsync("proof.kept");
        var key = await app.TakeKeyAsync("proof.absorbed");
        await visitor.PasteAsync(key);
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        await visitor.ConfirmAsync();
        visitor.Path.ToString().ShouldStartWith("/mon-compte/rattacher?handler=Confirm");
        visitor.Page.QuerySelector("#passe").ShouldNotBeNull();
        await visitor.PressAsync("Confirmer le rattachement", ("passe", People.Password));
        visitor.Path.ToString().ShouldStartWith("/mon-compte/rattacher/fait");
    }
}
