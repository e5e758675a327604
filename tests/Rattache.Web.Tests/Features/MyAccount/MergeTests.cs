using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount;

public sealed class MergeTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Merge_ByKey_ShowsEveryChildUnderOneLogin()
    {
        var zola = await app.People.SchoolAsync("École Émile Zola");
        var parks = await app.People.SchoolAsync("Collège Rosa Parks");
        var kept = await app.People.RelativeAsync("merge.kept");
        var absorbed = await app.People.RelativeAsync("merge.kept3");
        await app.People.ChildAsync("Inès", parks, "4A", kept);
        await app.People.ChildAsync("Léa", zola, "CE1", absorbed);

        var visitor = await app.GatherAsync("merge.kept", "merge.kept3");

        await visitor.OpenAsync("/mon-compte");
        visitor.Page.QuerySelector("#rattacher")!.TextContent.ShouldContain("merge.kept3");
        await visitor.OpenAsync("/mes-enfants");
        visitor.Page.QuerySelectorAll(".r-card h2").Select(h => h.TextContent).ShouldBe(["Inès Cavel", "Léa Cavel"]);
        visitor.Page.QuerySelectorAll(".r-card")[1].TextContent.ShouldContain("École Émile Zola");
        visitor.Page.QuerySelectorAll(".r-card")[1].TextContent.ShouldContain("merge.kept3");
    }

    [Fact]
    public async Task Preview_SaysWhatIsGainedAndChangesNothing()
    {
        var zola = await app.People.SchoolAsync("École Jules Ferry");
        await app.People.RelativeAsync("preview.kept");
        var absorbed = await app.People.RelativeAsync("preview.absorbed");
        await app.People.ChildAsync("Zoé", zola, "CP", absorbed);
        var key = await app.TakeKeyAsync("preview.absorbed");
        var visitor = await app.SignedInAsync("preview.kept");

        await visitor.PasteAsync($"Voici la clé : « {key.ToUpperInvariant()} »");

        visitor.Page.Body!.TextContent.ShouldContain("Vous verrez Zoé (CP, École Jules Ferry).");
        await using var db = app.OpenDb();
        (await db.Merges.AnyAsync(m => m.AbsorbedId == absorbed, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Merge_SeveralKeysAtOnce_AllOrNothing()
    {
        var school = await app.People.SchoolAsync("École Paul Bert");
        var kept = await app.People.RelativeAsync("many.kept");
        var second = await app.People.RelativeAsync("many.two");
        var coparent = await app.People.RelativeAsync("many.coparent");
        await app.People.ChildAsync("Tom", school, "CP", kept, coparent);
        var good = await app.TakeKeyAsync("many.two");
        var bad = await app.TakeKeyAsync("many.coparent");
        var visitor = await app.SignedInAsync("many.kept");

        await visitor.PasteAsync($"{good} {bad}");
        Problem(visitor).ShouldContain("deux adultes du même enfant");
        await visitor.PasteAsync(good);
        await visitor.ConfirmAsync();

        await using var db = app.OpenDb();
        (await db.Merges.Where(m => m.KeptId == kept).Select(m => m.AbsorbedId).ToListAsync(Cancellation)).ShouldBe([second]);
    }

    [Fact]
    public async Task Merge_KeepingTheOtherAccount_TurnsItRoundAndSignsOut()
    {
        var mine = await app.People.RelativeAsync("other.mine");
        var other = await app.People.RelativeAsync("other.other");
        var key = await app.TakeKeyAsync("other.other");
        var visitor = await app.SignedInAsync("other.mine");
        await visitor.PasteAsync(key);

        await visitor.PressAsync("Garder plutôt l’autre compte");
        visitor.Page.QuerySelector(".r-keeps")!.TextContent.ShouldContain("other.other");
        visitor.Page.Body!.TextContent.ShouldContain("L’adresse courrielle et les téléphones seront ceux de other.other.");
        visitor.Page.Body!.TextContent.ShouldNotContain("Ce qui ne change pas");
        await visitor.ConfirmAsync();

        visitor.Path.ToString().ShouldBe("/connexion");
        visitor.Page.Body!.TextContent.ShouldContain("other.mine est rattaché à other.other. Connectez-vous avec other.other");
        await using var db = app.OpenDb();
        (await db.Guards.SingleAsync(g => g.AccountId == mine, Cancellation)).RootId.ShouldBe(other);
    }

    [Theory]
    [InlineData("pas une clé")]
    [InlineData("00000000-0000-4000-8000-000000000000")]
    [InlineData("")]
    public async Task Merge_KeyOfNobody_IsRefusedInWords(string pasted)
    {
        var login = $"nokey.{Math.Abs(pasted.GetHashCode(StringComparison.Ordinal))}";
        await app.People.RelativeAsync(login);
        var visitor = await app.SignedInAsync(login);
        await visitor.PasteAsync(pasted);
        Problem(visitor).ShouldContain("Cette clé ne fonctionne pas");
        visitor.Page.Body!.TextContent.ShouldContain("générez une nouvelle clé");
        MainAction(visitor).ShouldBe("Continuer");
    }

    [Fact]
    public async Task Merge_RefusedKey_LeavesTheFieldEmptyForAnother()
    {
        await app.People.RelativeAsync("empty.kept");
        var visitor = await app.SignedInAsync("empty.kept");
        await visitor.PasteAsync("d8657798-d36c-4112-984a");
        Pasted(visitor).ShouldBeNullOrEmpty();
        visitor.Page.QuerySelector("#cle-aide")!.TextContent.ShouldBe("Collez ici la clé de l’autre compte.");
    }

    [Fact]
    public async Task Merge_TooManyKeys_StayInTheFieldToTakeSomeOut()
    {
        await app.People.RelativeAsync("six.kept");
        var visitor = await app.SignedInAsync("six.kept");
        var keys = string.Join(' ', Enumerable.Range(0, 6).Select(n => $"0000000{n}-0000-4000-8000-000000000000"));
        await visitor.PasteAsync(keys);
        Problem(visitor).ShouldContain("Il y a trop de clés");
        Pasted(visitor).ShouldBe(keys);
    }

    [Fact]
    public async Task Merge_KeyOfTheSameAccount_SaysWhereToPasteIt()
    {
        await app.People.RelativeAsync("same.account");
        var visitor = await app.SignedInAsync("same.account");
        var key = await visitor.TakeKeyAsync();
        await visitor.PasteAsync(key);
        Problem(visitor).ShouldContain("Cette clé est celle du compte où vous êtes, same.account");
        MainAction(visitor).ShouldBe("Changer de compte");
    }

    public static TheoryData<string, string, string> Refusals =>
        new()
        {
            { "student", "Continuer", "Seuls des comptes de parents peuvent être rattachés" },
            { "held", "Mon compte", "Ce rattachement n’est pas possible ici" },
            { "administrator", "Mon compte", "Un compte qui administre une école ne peut pas être rattaché" },
            { "left", "Continuer", "L’autre compte n’est pas actif" },
            { "federated", "Continuer", "L’autre compte s’ouvre avec ÉduConnect" },
        };

    [Theory, MemberData(nameof(Refusals))]
    public async Task Merge_AccountThatMayNot_IsRefusedInItsOwnWords(string what, string main, string text)
    {
        await app.People.RelativeAsync($"refused.by.{what}");
        await app.People.RelativeAsync(
            $"refused.{what}",
            with: person =>
            {
                person.Kind = what == "student" ? AccountKind.Student : AccountKind.Relative;
                person.Held = what == "held";
                person.Administrator = what == "administrator";
                person.Left = what == "left";
                person.Federated = what == "federated";
            }
        );
        var key = await app.KeyOfAsync($"refused.{what}");
        var visitor = await app.SignedInAsync($"refused.by.{what}");
        await visitor.PasteAsync(key);
        Problem(visitor).ShouldContain(text);
        visitor.Page.QuerySelector(".r-lead")!.TextContent.ShouldNotBeNullOrWhiteSpace();
        MainAction(visitor).ShouldBe(main, "pasting again is the main thing only where another key is an answer");
    }

    [Fact]
    public async Task Merge_SignedInAccountHasLeft_IsSaidOfThatOne()
    {
        await app.People.RelativeAsync("own.active");
        await app.People.RelativeAsync("own.left", with: person => person.Left = true);
        var key = await app.KeyOfAsync("own.active");
        var visitor = await app.SignedInAsync("own.left");

        await visitor.PasteAsync(key);

        Problem(visitor).ShouldContain("Votre compte n’est plus actif");
        visitor.Page.QuerySelector(".r-lead")!.TextContent.ShouldContain("demandez à l’école");
        MainAction(visitor).ShouldBe("Mon compte");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task Pages_CostTheSameWhateverTheNumberOfChildren(int children)
    {
        var school = await app.People.SchoolAsync($"École à {children}");
        var kept = await app.People.RelativeAsync($"sql.kept{children}");
        var absorbed = await app.People.RelativeAsync($"sql.absorbed{children}");
        for (var i = 0; i < children; i++)
        {
            await app.People.ChildAsync($"Enfant{i}", school, "CP", i % 2 == 0 ? kept : absorbed);
        }

        var visitor = await app.GatherAsync($"sql.kept{children}", $"sql.absorbed{children}");
        foreach (var page in new[] { "/mon-compte", "/mes-enfants" })
        {
            app.Sql.Reset();
            await visitor.OpenAsync(page);
            app.Sql.Commands.ShouldBeInRange(1, 6, page);
        }
    }

    private static string MainAction(Visitor visitor) => visitor.Page.QuerySelectorAll("main .btn-primary").ShouldHaveSingleItem().TextContent;

    private static string? Pasted(Visitor visitor) => visitor.Page.QuerySelector("#cle")!.GetAttribute("value");

    private static string Problem(Visitor visitor) =>
        visitor.Page.QuerySelector(".r-problem")?.TextContent ?? "no problem: " + visitor.Page.Body!.TextContent;
}
