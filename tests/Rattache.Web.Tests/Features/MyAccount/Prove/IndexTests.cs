using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Audit;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Prove;

public sealed class IndexTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Merge_ByPassword_IsTheSameCheckConfirmationReceiptMailAndAuditAsByKey()
    {
        var school = await app.People.SchoolAsync("École du Bac");
        var kept = await app.People.RelativeAsync("way.kept", with: p => p.Email = "way.kept@example.org");
        var absorbed = await app.People.RelativeAsync("way.kept2", password: "une autre phrase", with: p => p.Email = "way.kept2@example.org");
        await app.People.ChildAsync("Zoé", school, "CP", absorbed);
        var visitor = await app.SignedInAsync("way.kept");
        await visitor.OpenAsync("/mon-compte");
        await visitor.OpenAsync(visitor.Page.QuerySelector($"#rattacher a[href='{Proving.Page}']")!.GetAttribute("href")!);

        await visitor.ProveAsync(" Way.Kept2 ", "une autre phrase");

        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("Vérifiez avant de rattacher");
        visitor.Page.Body!.TextContent.ShouldContain("Vous verrez Zoé (CP, École du Bac).");
        await visitor.ConfirmAsync();
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href^='/rattachements/']")!.GetAttribute("href")!);
        visitor.Page.QuerySelector("dl")!.TextContent.ShouldContain("Identifiant et mot de passe de l’autre compte");
        (await app.MailsToAsync("way.kept@example.org")).ShouldHaveSingleItem();
        (await app.MailsToAsync("way.kept2@example.org")).ShouldHaveSingleItem();
        await using var db = app.OpenDb();
        (await db.Merges.SingleAsync(m => m.AbsorbedId == absorbed, Cancellation)).Proof.ShouldBe(MergeProof.Password);
        (await LinesAsync(kept)).ShouldBe(["sign-in ok", "proof.password ok", "merge.made ok"], ignoreOrder: true);
        await visitor.OpenAsync("/mon-compte/historique");
        visitor.Page.Body!.TextContent.ShouldContain("Identifiant et mot de passe d’un autre compte donnés");
    }

    [Fact]
    public async Task Merge_ByFirstCode_ActivatesTheAccountAndShowsItsChildren()
    {
        var school = await app.People.SchoolAsync("École du Gué");
        var kept = await app.People.RelativeAsync("sheet.kept");
        var (absorbed, code) = await app.NotActivatedAsync("sheet.other");
        await app.People.ChildAsync("Noé", school, "CE2", absorbed);
        var visitor = await app.SignedInAsync("sheet.kept");

        await visitor.ProveAsync("sheet.other", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));

        visitor.Page.Body!.TextContent.ShouldContain("le code de sa feuille ne servira plus");
        visitor.Page.QuerySelectorAll("button").ShouldNotContain(b => b.TextContent == "Garder plutôt l’autre compte");
        await visitor.ConfirmAsync();
        await visitor.OpenAsync("/mes-enfants");
        visitor.Page.QuerySelectorAll(".r-card h2").Select(h => h.TextContent).ShouldBe(["Noé Cavel"]);
        await using var db = app.OpenDb();
        var own = await db.Users.SingleAsync(c => c.Id == absorbed, Cancellation);
        (own.PasswordHash, own.ActivatedAt).ShouldBe((null, app.Clock.GetUtcNow()));
        (await db.Merges.SingleAsync(m => m.AbsorbedId == absorbed, Cancellation)).Proof.ShouldBe(MergeProof.FirstCode);
        (await LinesAsync(kept)).ShouldBe(["sign-in ok", "proof.first-code ok", "activation ok", "merge.made ok"], ignoreOrder: true);
        (await db.Audit.SingleAsync(e => e.Subject == absorbed, Cancellation)).Kind.ShouldBe(
            AuditKinds.Activated,
            "whoever gathered it activated it"
        );
    }

    [Fact]
    public async Task Merge_KeepingTheOtherAccount_TurnsItRound()
    {
        var mine = await app.People.RelativeAsync("turn.mine");
        var other = await app.People.RelativeAsync("turn.other");
        var visitor = await app.SignedInAsync("turn.mine");
        await visitor.ProveAsync("turn.other");

        await visitor.PressAsync("Garder plutôt l’autre compte");
        visitor.Page.QuerySelector(".r-keeps")!.TextContent.ShouldContain("turn.other");
        await visitor.ConfirmAsync();

        visitor.Path.ToString().ShouldBe("/connexion");
        await using var db = app.OpenDb();
        (await db.Guards.SingleAsync(g => g.AccountId == mine, Cancellation)).RootId.ShouldBe(other);
    }

    [Fact]
    public async Task GetAndPreview_ChangeNothingOfEitherAccount()
    {
        await app.People.RelativeAsync("still.kept");
        var (_, code) = await app.NotActivatedAsync("still.other");
        var visitor = await app.SignedInAsync("still.kept");
        await using var db = app.OpenDb();
        var before = await db.DumpAsync("audit", "audit_details");
        var lines = await db.Audit.CountAsync(Cancellation);

        await visitor.OpenAsync(Proving.Page);
        await visitor.OpenAsync($"{Proving.Page}?identifiant=still.other&secret={code}");
        await visitor.OpenAsync("/mon-compte/rattacher");
        (await db.Audit.CountAsync(Cancellation)).ShouldBe(lines, "a GET is not even a try");
        await visitor.ProveAsync("still.other", code);

        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("Vérifiez avant de rattacher");
        (await db.DumpAsync("audit", "audit_details")).ShouldBe(before);
    }

    public static TheoryData<string, string> Refusals =>
        new()
        {
            { "student", "Seuls des comptes de parents peuvent être rattachés" },
            { "co-parent", "Ces deux comptes sont ceux de deux adultes du même enfant" },
            { "held", "Ce rattachement n’est pas possible ici" },
            { "administrator", "Un compte qui administre une école ne peut pas être rattaché" },
            { "absorbed", "Un de ces comptes est déjà rattaché" },
            { "left", "L’autre compte n’est pas actif" },
            { "closed", "L’autre compte n’est pas actif" },
            { "federated", "L’autre compte s’ouvre avec ÉduConnect" },
        };

    [Theory, MemberData(nameof(Refusals))]
    public async Task Merge_AccountThatMayNot_IsRefusedInItsOwnWords(string what, string text)
    {
        var by = await app.People.RelativeAsync($"proof.by.{what}");
        var other = await app.People.RelativeAsync(
            $"proof.{what}",
            with: person =>
            {
                person.Kind = what == "student" ? AccountKind.Student : AccountKind.Relative;
                person.Held = what == "held";
                person.Administrator = what == "administrator";
                person.Left = what == "left";
                person.Federated = what == "federated";
            }
        );
        await (
            what switch
            {
                "co-parent" => app.People.ChildAsync("Commun", await app.People.SchoolAsync("École commune"), "CP", by, other),
                "absorbed" => AbsorbAsync($"proof.{what}"),
                "closed" => app.ClosedAsync(other),
                _ => Task.CompletedTask,
            }
        );
        var visitor = await app.SignedInAsync($"proof.by.{what}");

        await visitor.ProveAsync($"proof.{what}");

        visitor.Problem().ShouldContain(text);
        visitor.Page.QuerySelector(".r-lead")!.TextContent.ShouldNotBeNullOrWhiteSpace();
        visitor.Page.QuerySelector("input[name=preuve]").ShouldBeNull("a refusal hands out nothing");
        visitor.Page.QuerySelector("#identifiant")!.GetAttribute("value").ShouldBe($"proof.{what}");
        visitor.Page.QuerySelector("#secret")!.HasAttribute("value").ShouldBeFalse();
    }

    [Fact]
    public async Task Merge_OwnLogin_SaysSo()
    {
        await app.People.RelativeAsync("proof.own");
        var visitor = await app.SignedInAsync("proof.own");
        await visitor.ProveAsync("proof.own");
        visitor.Problem().ShouldContain("C’est l’identifiant du compte où vous êtes, proof.own");
    }

    [Theory]
    [InlineData("", "x", "Tapez l’identifiant de l’autre compte.")]
    [InlineData("proof.nobody", "", "Tapez le mot de passe de l’autre compte")]
    public async Task Form_LeftEmpty_SaysWhichField(string login, string secret, string text)
    {
        var name = $"proof.empty{login.Length}";
        await app.People.RelativeAsync(name);
        var visitor = await app.SignedInAsync(name);
        await visitor.ProveAsync(login, secret);
        visitor.Problem().ShouldContain(text);
    }

    [Fact]
    public async Task Form_SentEmpty_NamesTheFieldsInTheirOrder()
    {
        await app.People.RelativeAsync("proof.order");
        var visitor = await app.SignedInAsync("proof.order");
        await visitor.ProveAsync("", "");
        visitor.Page.QuerySelectorAll(".r-problem a").Select(a => a.GetAttribute("href")).ShouldBe(["#identifiant", "#secret"]);
    }

    private async Task AbsorbAsync(string login)
    {
        await app.People.RelativeAsync($"{login}.into");
        await app.GatherAsync($"{login}.into", login);
    }

    private async Task<string[]> LinesAsync(AccountId actor)
    {
        await using var db = app.OpenDb();
        return await db.Audit.Where(e => e.Actor == actor).OrderBy(e => e.Id).Select(e => e.Kind + " " + e.Outcome).ToArrayAsync(Cancellation);
    }
}
