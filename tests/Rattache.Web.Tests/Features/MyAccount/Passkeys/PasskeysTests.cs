using Microsoft.EntityFrameworkCore;
using Rattache.Web.Audit;
using Rattache.Web.Features.MyAccount.Passkeys;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Passkeys;

public sealed class PasskeysTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Place = "/mon-compte/cles-d-acces";

    [Fact]
    public async Task Passkey_AddedNamedRenamedRemoved_IsToldAndAudited()
    {
        var id = await app.People.RelativeAsync("passkeys.life", with: p => p.Email = "cles@example.org");
        var visitor = await app.SignedInAsync("passkeys.life");
        using var key = await visitor.AddPasskeyAsync("Mon téléphone");
        visitor.Page.QuerySelector("main li")!.TextContent.ShouldContain("Mon téléphone");

        await visitor.OpenAsync(visitor.Page.QuerySelector("main li a")!.GetAttribute("href")!);
        await visitor.PressAsync("Enregistrer", ("nom", "  "));
        visitor.Page.QuerySelector("#nom")!.GetAttribute("aria-invalid").ShouldBe("true");
        await visitor.PressAsync("Enregistrer", ("nom", "Tablette <b>"));
        visitor.Page.QuerySelector("main li")!.TextContent.ShouldContain("Tablette <b>");
        await visitor.OpenAsync(visitor.Page.QuerySelector("main li a")!.GetAttribute("href")!);
        await visitor.PressAsync("Supprimer la clé");
        visitor.Page.QuerySelectorAll("main li").ShouldBeEmpty();

        (await app.MailsToAsync("cles@example.org"))
            .Select(m => m.Subject)
            .ShouldBe(["Une clé d’accès ouvre votre compte", "Une clé d’accès n’ouvre plus votre compte"], ignoreOrder: true);
        await using var db = app.OpenDb();
        (
            await db
                .Audit.Where(e => e.Actor == id && e.Kind.StartsWith("passkey."))
                .OrderBy(e => e.Id)
                .Select(e => e.Kind)
                .ToListAsync(TestContext.Current.CancellationToken)
        ).ShouldBe([AuditKinds.PasskeyAdded, AuditKinds.PasskeyRenamed, AuditKinds.PasskeyRemoved], ignoreOrder: true);
    }

    [Fact]
    public async Task Passkey_RenamedAndRemoved_WhileAPadlockTurns_IsRemoved()
    {
        var id = await app.People.RelativeAsync("passkeys.meanwhile");
        var visitor = await app.SignedInAsync("passkeys.meanwhile");
        using var key = await visitor.AddPasskeyAsync("Clé 0");
        for (var round = 1; round <= 20; round++)
        {
            await visitor.OpenAsync(visitor.Page.QuerySelector("main li a")!.GetAttribute("href")!);
            await app.WhileAPadlockTurnsAsync(id, () => visitor.PressAsync("Enregistrer", ("nom", $"Clé {round}")));
            visitor.Page.QuerySelector("main li")!.TextContent.ShouldContain($"Clé {round}");
        }

        await visitor.OpenAsync(visitor.Page.QuerySelector("main li a")!.GetAttribute("href")!);
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await visitor.PressAsync("Supprimer la clé");
        await app.WhileAPadlockTurnsAsync(id, () => visitor.PressAsync("Supprimer la clé", ("passe", People.Password)));
        visitor.Page.QuerySelectorAll("main li").ShouldBeEmpty();
    }

    [Fact]
    public async Task Add_AfterAQuarterOfAnHour_AsksForThePasswordFirst()
    {
        await app.People.RelativeAsync("passkeys.proof");
        var visitor = await app.SignedInAsync("passkeys.proof");
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        await visitor.OpenAsync($"{Place}/ajouter");
        visitor.Page.QuerySelector("form[data-passkey]").ShouldBeNull();
        await visitor.PressAsync("Continuer", ("passe", People.Password));
        visitor.Page.QuerySelector("form[data-passkey]").ShouldNotBeNull();
    }

    [Fact]
    public async Task Add_AnswerThatIsNone_IsRefusedAndKeepsTheName()
    {
        await app.People.RelativeAsync("passkeys.bad");
        var visitor = await app.SignedInAsync("passkeys.bad");
        await visitor.OpenAsync($"{Place}/ajouter");
        await visitor.PressAsync("Créer la clé", ("reponse", "{}"), ("nom", "Ma clé"));
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("n’a pas pu être ajoutée");
        visitor.Page.QuerySelector("#nom")!.GetAttribute("value").ShouldBe("Ma clé");
    }

    [Fact]
    public async Task Add_WithAnAnswerToAnothersChallenge_IsRefused()
    {
        await app.People.RelativeAsync("passkeys.mine");
        await app.People.RelativeAsync("passkeys.theirs");
        var theirs = await app.SignedInAsync("passkeys.theirs");
        await theirs.OpenAsync($"{Place}/ajouter");
        using var key = new SoftKey();
        var answer = key.Create(theirs.Options());
        var mine = await app.SignedInAsync("passkeys.mine");
        mine.Client.DefaultRequestHeaders.Add("Origin", "http://localhost");
        await mine.OpenAsync($"{Place}/ajouter");
        await mine.PressAsync("Créer la clé", ("reponse", answer));
        mine.Page.QuerySelector(".r-problem").ShouldNotBeNull();
    }

    [Fact]
    public async Task Passkeys_AreTenAtMost()
    {
        await app.People.RelativeAsync("passkeys.many");
        var visitor = await app.SignedInAsync("passkeys.many");
        for (var i = 0; i < ChangePasskeys.Most; i++)
        {
            using var key = await visitor.AddPasskeyAsync($"Clé {i}");
        }

        visitor.Page.Body!.TextContent.ShouldContain("déjà 10 clés");
        using var eleventh = new SoftKey();
        await visitor.AddPasskeyAsync(eleventh);
        visitor.Page.QuerySelector(".r-problem").ShouldNotBeNull();
    }

    [Fact]
    public async Task PasskeyOfSomebodyElse_IsNotFound()
    {
        await app.People.RelativeAsync("passkeys.owner");
        await app.People.RelativeAsync("passkeys.other");
        var owner = await app.SignedInAsync("passkeys.owner");
        using var key = await owner.AddPasskeyAsync();
        var address = owner.Page.QuerySelector("main li a")!.GetAttribute("href")!;
        var other = await app.SignedInAsync("passkeys.other");
        await other.OpenAsync(address);
        ((int)other.Status).ShouldBe(404);
        await other.OpenAsync($"{Place}/..%2F!");
        ((int)other.Status).ShouldBe(404);
    }

    [Fact]
    public async Task Administrator_WithAPasskey_NeedsNoCode()
    {
        await using var strict = new RattacheApp(new() { ["Administration:RequireSecondFactor"] = "true" });
        await strict.InitializeAsync();
        await strict.People.RelativeAsync("passkeys.admin", with: p => p.Administrator = true);
        var visitor = await strict.SignedInAsync("passkeys.admin");
        visitor.Path.ToString().ShouldBe("/mon-compte/double-verification");
        using var key = await visitor.AddPasskeyAsync();
        await visitor.OpenAsync("/mon-compte/historique");
        visitor.Path.ToString().ShouldBe("/mon-compte/historique");
        var again = strict.Visitor();
        await again.SignInAsync(key);
        again.Path.ToString().ShouldBe("/mes-enfants");
    }
}
