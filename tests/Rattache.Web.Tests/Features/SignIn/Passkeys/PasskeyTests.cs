using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn.Passkeys;

public sealed class PasskeyTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Place = "/connexion/cle-d-acces";

    [Fact]
    public async Task SignIn_WithAPasskey_OpensTheAccount_AgainAndAgain()
    {
        await app.People.RelativeAsync("passkey.open");
        using var key = await (await app.SignedInAsync("passkey.open")).AddPasskeyAsync();
        for (var i = 0; i < 2; i++)
        {
            var visitor = app.Visitor();
            await visitor.SignInAsync(key);
            visitor.Path.ToString().ShouldBe("/mes-enfants");
        }
    }

    [Fact]
    public async Task SignIn_WhileAPadlockTurns_OpensTheAccount()
    {
        var id = await app.People.RelativeAsync("passkey.meanwhile");
        using var key = await (await app.SignedInAsync("passkey.meanwhile")).AddPasskeyAsync();
        for (var i = 0; i < 5; i++)
        {
            var visitor = app.Visitor();
            await app.WhileAPadlockTurnsAsync(id, () => visitor.SignInAsync(key));
            visitor.Path.ToString().ShouldBe("/mes-enfants", visitor.Page.Body!.TextContent);
        }
    }

    [Fact]
    public async Task SignIn_LeadsWhereOneWantedToGo()
    {
        await app.People.RelativeAsync("passkey.return");
        using var key = await (await app.SignedInAsync("passkey.return")).AddPasskeyAsync();
        var visitor = app.Visitor();
        visitor.Client.DefaultRequestHeaders.Add("Origin", "http://localhost");
        await visitor.OpenAsync("/mon-compte/historique");
        await visitor.OpenAsync(
            visitor.Page.QuerySelectorAll("main a").Single(a => a.TextContent.Contains("clé d’accès", StringComparison.Ordinal)).GetAttribute("href")!
        );
        await visitor.PressAsync("Continuer", ("reponse", key.Get(visitor.Options())));
        visitor.Path.ToString().ShouldBe("/mon-compte/historique");
    }

    [Fact]
    public async Task SignIn_WithASecondFactorOn_AsksForNoCode()
    {
        await app.People.RelativeAsync("passkey.second");
        var owner = await app.SignedInAsync("passkey.second");
        await app.TurnOnSecondFactorAsync(owner);
        using var key = await owner.AddPasskeyAsync();
        var visitor = app.Visitor();
        await visitor.SignInAsync(key);
        visitor.Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task AbsorbedAccountsPasskey_SaysWhereItWent_AndMayTakeItBack()
    {
        await app.People.RelativeAsync("passkey.kept");
        await app.People.RelativeAsync("passkey.absorbed");
        using var key = await (await app.SignedInAsync("passkey.absorbed")).AddPasskeyAsync();
        await app.GatherAsync("passkey.kept", "passkey.absorbed");

        var visitor = app.Visitor();
        await visitor.SignInAsync(key);
        visitor.Path.ToString().ShouldBe("/connexion/compte-rattache");
        await visitor.PressAsync("Détacher passkey.absorbed");
        await visitor.SignInAsync(key);
        visitor.Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task Challenge_Answered_IsUsedUp()
    {
        await app.People.RelativeAsync("passkey.replay");
        using var key = await (await app.SignedInAsync("passkey.replay")).AddPasskeyAsync();
        var visitor = app.Visitor();
        await visitor.SignInAsync(key);
        await visitor.OpenAsync(Place);
        var answer = key.Get(visitor.Options());
        await visitor.OpenAsync(Place); // another challenge
        await visitor.PressAsync("Continuer", ("reponse", answer));
        ShouldBeRefused(visitor);
    }

    [Theory]
    [InlineData("unverified")]
    [InlineData("elsewhere")]
    public async Task Answer_WithoutALookAtItsOwner_OrFromAnotherSite_IsRefused(string how)
    {
        await app.People.RelativeAsync($"passkey.{how}");
        using var key = await (await app.SignedInAsync($"passkey.{how}")).AddPasskeyAsync();
        key.VerifiesOwner = how != "unverified";
        key.Origin = how == "elsewhere" ? "http://localhost.example.org" : key.Origin;
        var visitor = app.Visitor();
        await visitor.SignInAsync(key);
        ShouldBeRefused(visitor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("not json")]
    [InlineData("""{"id":"AA","rawId":"AA","type":"public-key","response":{}}""")]
    public async Task Answer_ThatIsNone_IsRefusedLikeAnUnknownPasskey(string answer)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync(Place);
        await visitor.PressAsync("Continuer", ("reponse", answer));
        ShouldBeRefused(visitor);
    }

    [Fact]
    public async Task RemovedOrLockedOrClosed_OpensNothing()
    {
        await app.People.RelativeAsync("passkey.removed");
        var owner = await app.SignedInAsync("passkey.removed");
        using var removed = await owner.AddPasskeyAsync();
        await owner.OpenAsync(owner.Page.QuerySelector("main li a")!.GetAttribute("href")!);
        await owner.PressAsync("Supprimer la clé");
        var visitor = app.Visitor();
        await visitor.SignInAsync(removed);
        ShouldBeRefused(visitor);

        var id = await app.People.RelativeAsync("passkey.closed");
        using var closed = await (await app.SignedInAsync("passkey.closed")).AddPasskeyAsync();
        await app.ClosedAsync(id);
        await visitor.SignInAsync(closed);
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("fermé");
    }

    [Fact]
    public async Task Page_NamesNobody_AndSaysWhatToDoWithoutScript()
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync(Place);
        visitor.Options().ShouldContain("\"allowCredentials\":[]");
        visitor.Page.QuerySelector("#sans")!.TextContent.ShouldContain("Connectez-vous avec votre mot de passe");
        visitor.Page.QuerySelector("form[data-passkey] button")!.HasAttribute("hidden").ShouldBeTrue();
    }

    private static void ShouldBeRefused(Visitor visitor)
    {
        ((int)visitor.Status).ShouldBe(200);
        visitor.Path.ToString().ShouldStartWith(Place);
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("n’ouvre aucun compte ici");
    }
}
