using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>What an absorbed login does at sign-in (ADR 0002).</summary>
public sealed class OldLoginTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    [Fact]
    public async Task SignIn_AbsorbedLoginWithTheKeptPassword_OpensTheKeptAccount()
    {
        await app.People.RelativeAsync("either.kept", password: "le mot de passe gardé");
        await app.People.RelativeAsync("either.absorbed", password: "l'autre mot de passe");
        await MergeAsync("either.kept", "le mot de passe gardé", "either.absorbed", "l'autre mot de passe");

        var visitor = app.Visitor();
        await visitor.SignInAsync("either.absorbed", "le mot de passe gardé");

        visitor.Path.ToString().ShouldBe("/mes-enfants");
        visitor.Page.QuerySelector(".r-where")!.TextContent.ShouldContain("either.kept");
        visitor.Page.Body!.TextContent.ShouldContain("either.absorbed est rattaché à ce compte");
    }

    [Fact]
    public async Task SignIn_AbsorbedLoginWithItsOwnPassword_ExplainsAndTakesBack()
    {
        await app.People.RelativeAsync("own.kept", password: "le mot de passe gardé");
        await app.People.RelativeAsync("own.absorbed", password: "l'autre mot de passe");
        await MergeAsync("own.kept", "le mot de passe gardé", "own.absorbed", "l'autre mot de passe");

        var visitor = app.Visitor();
        await visitor.SignInAsync("own.absorbed", "l'autre mot de passe");
        visitor.Path.ToString().ShouldBe("/connexion/compte-rattache");
        visitor.Page.Body!.TextContent.ShouldContain("own.absorbed est rattaché à own.kept");
        await visitor.PressAsync("Détacher own.absorbed");
        await visitor.SignInAsync("own.absorbed", "l'autre mot de passe");
        visitor.Path.ToString().ShouldBe("/mes-enfants");
        visitor.Page.QuerySelector(".r-where")!.TextContent.ShouldContain("own.absorbed");
    }

    [Fact]
    public async Task SignIn_MiddleOfAChain_ItsPasswordOpensNothing()
    {
        await app.People.RelativeAsync("mid.root", password: "mot de passe racine");
        await app.People.RelativeAsync("mid.middle", password: "mot de passe milieu");
        await app.People.RelativeAsync("mid.leaf", password: "mot de passe feuille");
        await MergeAsync("mid.middle", "mot de passe milieu", "mid.leaf", "mot de passe feuille");
        await MergeAsync("mid.root", "mot de passe racine", "mid.middle", "mot de passe milieu");

        var visitor = app.Visitor();
        await visitor.SignInAsync("mid.leaf", "mot de passe milieu");
        visitor.Page.QuerySelector(".r-problem").ShouldNotBeNull();
        await visitor.SignInAsync("mid.leaf", "mot de passe racine");
        visitor.Page.QuerySelector(".r-where")!.TextContent.ShouldContain("mid.root");
    }

    [Fact]
    public async Task Undo_FromMonCompte_GivesEachItsChildrenBack()
    {
        var school = await app.People.SchoolAsync("École des Tilleuls");
        var kept = await app.People.RelativeAsync("back.kept");
        var absorbed = await app.People.RelativeAsync("back.absorbed");
        await app.People.ChildAsync("Un", school, "CP", kept);
        await app.People.ChildAsync("Deux", school, "CE2", absorbed);
        var visitor = await app.GatherAsync("back.kept", "back.absorbed");

        await visitor.OpenAsync("/mon-compte");
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href^='/mon-compte/detacher/']")!.GetAttribute("href")!);
        visitor.Page.Body!.TextContent.ShouldContain("Vous ne verrez plus Deux ici.");
        await visitor.PressAsync("Détacher");

        visitor.Page.Body!.TextContent.ShouldContain("back.absorbed est détaché.");
        await visitor.OpenAsync("/mes-enfants");
        visitor.Page.QuerySelectorAll(".r-card h2").Select(h => h.TextContent).ShouldBe(["Un Cavel"]);
        var other = await app.SignedInAsync("back.absorbed");
        other.Page.QuerySelectorAll(".r-card h2").Select(h => h.TextContent).ShouldBe(["Deux Cavel"]);
        await app.ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Receipt_OfSomebodyElse_IsNotFound()
    {
        await app.People.RelativeAsync("receipt.kept");
        await app.People.RelativeAsync("receipt.absorbed");
        await app.People.RelativeAsync("receipt.stranger");
        var visitor = await app.GatherAsync("receipt.kept", "receipt.absorbed");
        var receipt = visitor.Page.QuerySelector("a[href^='/rattachements/']")!.GetAttribute("href")!;
        await visitor.OpenAsync(receipt);
        visitor.Page.Body!.TextContent.ShouldContain("receipt.absorbed");

        var stranger = await app.SignedInAsync("receipt.stranger");
        await stranger.OpenAsync(receipt);
        stranger.Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    private async Task MergeAsync(string kept, string keptPassword, string absorbed, string absorbedPassword)
    {
        var owner = app.Visitor();
        await owner.SignInAsync(absorbed, absorbedPassword);
        var key = await owner.TakeKeyAsync();
        var visitor = app.Visitor();
        await visitor.SignInAsync(kept, keptPassword);
        await visitor.PasteAsync(key);
        await visitor.ConfirmAsync();
        visitor.Path.ToString().ShouldStartWith("/mon-compte/rattacher/fait");
    }
}
