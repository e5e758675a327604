using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Merging;
using Rattache.Web.Activation;
using Rattache.Web.Features.Merges;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Departures;

/// <summary>Who has left is told, and is closed by the clock alone; who returns finds everything open.</summary>
public sealed class ClosedTests : IAsyncLifetime
{
    private readonly RattacheApp app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Left_SignsInAndIsTold_UntilWhenAndWhomToAsk()
    {
        await app.LeftAsync(daysAgo: 89, await app.People.RelativeAsync("left.one"));
        var visitor = await app.SignedInAsync("left.one");

        foreach (var page in new[] { "/mon-compte", "/mes-enfants" })
        {
            (await visitor.OpenAsync(page))
                .GetElementById("depart")!
                .TextContent.ShouldSatisfyAllConditions(
                    said => said.ShouldContain("jusqu’au 8 septembre 2026"),
                    said => said.ShouldContain("prévenez l’école")
                );
        }
    }

    [Fact]
    public async Task StillInTheDirectoryWithOneAccount_IsToldNothingAndStaysOpen()
    {
        await app.People.RelativeAsync("half.kept");
        var absorbed = await app.People.RelativeAsync("half.absorbed");
        await app.GatherAsync("half.kept", "half.absorbed");
        await app.LeftAsync(daysAgo: 400, absorbed);

        var visitor = await app.SignedInAsync("half.absorbed"); // the kept account's password
        (await visitor.OpenAsync("/mon-compte")).GetElementById("depart").ShouldBeNull();
        visitor.Page.Body!.TextContent.ShouldContain("half.absorbed");
    }

    [Fact]
    public async Task Closed_RightPassword_IsToldAndNotSignedIn()
    {
        await app.ClosedAsync(await app.People.RelativeAsync("closed.one"));
        var visitor = await app.SignedInAsync("closed.one");
        visitor.Path.ToString().ShouldBe("/connexion");
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("Ce compte est fermé");
        (await visitor.OpenAsync("/mon-compte")).QuerySelector("h1")!.TextContent.ShouldBe("Connexion");
    }

    [Fact]
    public async Task Closed_AbsorbedAccountsOwnPassword_DoesNotDetach()
    {
        var kept = await app.People.RelativeAsync("tree.kept");
        var absorbed = await app.People.RelativeAsync("tree.absorbed", password: "une autre phrase");
        var owner = app.Visitor();
        await owner.SignInAsync("tree.absorbed", "une autre phrase");
        var key = await owner.TakeKeyAsync();
        var keeper = await app.SignedInAsync("tree.kept");
        await keeper.PasteAsync(key);
        await keeper.ConfirmAsync();
        await app.ClosedAsync(kept, absorbed);

        var visitor = app.Visitor();
        await visitor.SignInAsync("tree.absorbed", "une autre phrase");

        visitor.Path.ToString().ShouldBe("/connexion");
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("Ce compte est fermé");
    }

    [Fact]
    public async Task WhenTheDelayEnds_AnOpenSessionEnds()
    {
        var account = await app.People.RelativeAsync("session.one");
        var visitor = await app.SignedInAsync("session.one");
        await app.ClosedAsync(account);
        await visitor.OpenAsync("/mon-compte");
        visitor.Path.ToString().ShouldStartWith("/connexion");
    }

    [Fact]
    public async Task Closed_KeyMadeBefore_MergesNothing_AndNoneIsMade()
    {
        var account = await app.People.RelativeAsync("key.closed");
        var owner = await app.SignedInAsync("key.closed");
        var key = await owner.TakeKeyAsync();
        await owner.OpenAsync("/mon-compte");
        await app.ClosedAsync(account);
        await app.People.RelativeAsync("key.keeps");

        var visitor = await app.SignedInAsync("key.keeps");
        await visitor.PasteAsync(key);
        visitor.Page.QuerySelector(".r-problem").ShouldNotBeNull();
        await owner.PressAsync("Générer une autre clé");
        owner.Path.ToString().ShouldStartWith("/connexion");

        await using var db = app.OpenDb();
        (await db.Merges.AnyAsync(Cancellation)).ShouldBeFalse();
        (await db.MergeKeys.CountAsync(Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Closed_ResetAsked_SendsNoLetter_AndACodeSentBeforeOpensNothing()
    {
        var account = await app.People.RelativeAsync("reset.closed", with: p => p.Email = "closed@example.org");
        var visitor = await AskAsync("reset.closed");
        var code = await app.CodeToAsync("closed@example.org");
        await app.ClosedAsync(account);

        await visitor.PressAsync("Continuer", ("code", code));
        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/code");
        await AskAsync("reset.closed");
        (await app.MailsToAsync("closed@example.org")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Closed_NeverActivated_RightCodeIsToldAndRefused()
    {
        var account = await app.People.RelativeAsync("never.active", password: null);
        var codes = app.Services.GetRequiredService<ActivationCodes>();
        var code = ActivationCodes.Make();
        await using (var db = app.OpenDb())
        {
            db.ActivationCodes.Add(new(account, codes.Seal(account, code), app.Clock.GetUtcNow()));
            await db.SaveChangesAsync(Cancellation);
        }

        var early = await TypeCodeAsync(code);
        early.Path.ToString().ShouldBe("/activation/compte");
        await app.ClosedAsync(account);
        var late = await TypeCodeAsync(code);
        late.Path.ToString().ShouldBe("/activation");
        late.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("Ce compte est fermé");
        await early.PressAsync("Activer mon compte", ("passe", "trois petits chats gris"), ("courriel", "never@example.org"), ("conditions", "true"));
        early.Path.ToString().ShouldBe("/activation");
        await using var after = app.OpenDb();
        (await after.Users.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Closed_Returns_EverythingIsAsItWas()
    {
        var school = await app.People.SchoolAsync("École Émile Zola");
        var kept = await app.People.RelativeAsync("back.kept");
        var absorbed = await app.People.RelativeAsync("back.absorbed");
        await app.People.ChildAsync("Lina", school, "CE1", kept);
        await app.People.ChildAsync("Tom", school, "CM2", absorbed);
        await app.GatherAsync("back.kept", "back.absorbed");
        var before = await ChildrenAsync();
        before.ShouldBe(["Lina Cavel", "Tom Cavel"]);
        await app.ClosedAsync(kept, absorbed);
        (await app.SignedInAsync("back.kept")).Path.ToString().ShouldBe("/connexion");

        await app.ReturnAsync(absorbed); // one of them is enough

        (await ChildrenAsync()).ShouldBe(before);

        async Task<string[]> ChildrenAsync()
        {
            var visitor = await app.SignedInAsync("back.kept");
            await visitor.OpenAsync("/mes-enfants");
            visitor.Page.GetElementById("depart").ShouldBeNull();
            return [.. visitor.Page.QuerySelectorAll(".r-card h2").Select(h => h.TextContent)];
        }
    }

    [Fact]
    public async Task ACut_RestartsTheDelayOfBothParts_AndOfNobodyElse()
    {
        var (root, middle, leaf) = (
            await app.People.RelativeAsync("cut.root"),
            await app.People.RelativeAsync("cut.middle"),
            await app.People.RelativeAsync("cut.leaf")
        );
        await app.GatherAsync("cut.middle", "cut.leaf");
        await app.GatherAsync("cut.root", "cut.middle");
        var other = await app.People.RelativeAsync("cut.other");
        await app.ClosedAsync(root, middle, leaf, other);
        await using var db = app.OpenDb();
        var deep = await db.Merges.Where(m => m.AbsorbedId == leaf).Select(m => m.Id).SingleAsync(Cancellation);

        await app.InScopeAsync(services =>
            services.GetRequiredService<UndoMerge>().UndoAsync(new(deep, root, UndoProof.Administrator), null, Cancellation)
        );

        (await SignsInAsync("cut.leaf")).ShouldBeTrue();
        (await SignsInAsync("cut.root")).ShouldBeTrue();
        (await SignsInAsync("cut.other")).ShouldBeFalse();
        var cut = app.Clock.GetUtcNow().AddDays(-90);
        await db.Merges.Where(m => m.Id == deep).ExecuteUpdateAsync(set => set.SetProperty(m => m.UndoneAt, cut), Cancellation);
        (await SignsInAsync("cut.leaf")).ShouldBeFalse();
        (await SignsInAsync("cut.root")).ShouldBeFalse();

        async Task<bool> SignsInAsync(string login)
        {
            var visitor = await app.SignedInAsync(login);
            await visitor.OpenAsync("/mon-compte"); // so that what every request checks agrees with signing in
            return visitor.Path.ToString() == "/mon-compte";
        }
    }

    [Fact]
    public async Task SignedIn_OneLookUpARequest()
    {
        var account = await app.People.RelativeAsync("look.up");
        await app.LeftAsync(daysAgo: 10, account);
        var visitor = await app.SignedInAsync("look.up");
        app.Sql.Reset();
        await visitor.OpenAsync("/aide/rattacher");
        app.Sql.Commands.ShouldBe(1);
    }

    private async Task<Visitor> AskAsync(string login)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync("/mot-de-passe-oublie");
        await visitor.PressAsync("Recevoir le code", ("identifiant", login));
        await app.AnswerAskingsAsync();
        return visitor;
    }

    private async Task<Visitor> TypeCodeAsync(string code)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync("/activation");
        await visitor.PressAsync("Continuer", ("identifiant", "never.active"), ("code", code));
        return visitor;
    }
}
