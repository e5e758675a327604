using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Audit;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.MyAccount.History;
using Rattache.Web.Tests.App;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Features.MyAccount.History;

public sealed class IndexTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_NewestFirst_InWordsAndParisTime()
    {
        await app.People.RelativeAsync("history.words");
        var visitor = await app.SignedInAsync("history.words");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await visitor.OpenAsync("/mon-compte");
        await visitor.PressAsync("Générer une clé de fusion");

        await visitor.OpenAsync("/mon-compte/historique");

        Lines(visitor)[0].ShouldContain("Clé de fusion générée");
        Lines(visitor)[0].ShouldContain(Written.Time(app.Clock.GetUtcNow()));
        Lines(visitor)[1].ShouldContain("Connexion");
        visitor.Page.QuerySelector(".r-tabs [aria-current]")!.TextContent.ShouldBe("Mon historique");
    }

    [Fact]
    public async Task Absorbed_ShowsSinceItsMergeAloneMarkedWithItsLogin()
    {
        await app.People.RelativeAsync("history.kept");
        var absorbed = await app.People.RelativeAsync("history.absorbed");
        await WriteAsync(absorbed, AuditKinds.PhoneChanged);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var visitor = await app.GatherAsync("history.kept", "history.absorbed");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(absorbed, AuditKinds.EmailChanged);

        await visitor.OpenAsync("/mon-compte/historique");

        Lines(visitor)[0].ShouldContain("Adresse courrielle confirmée");
        Lines(visitor)[0].ShouldContain("Compte history.absorbed");
        Lines(visitor).ShouldContain(line => line.Contains("history.absorbed est rattaché à ce compte"));
        Lines(visitor).ShouldNotContain(line => line.Contains("Numéro de téléphone modifié"));
    }

    [Fact]
    public async Task Detached_EachSeesItsOwnAgain()
    {
        await app.People.RelativeAsync("history.left");
        var absorbed = await app.People.RelativeAsync("history.gone");
        await WriteAsync(absorbed, AuditKinds.PhoneChanged);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var kept = await app.GatherAsync("history.left", "history.gone");
        await kept.OpenAsync("/mon-compte");
        await kept.OpenAsync(kept.Page.QuerySelector("a[href^='/mon-compte/detacher/']")!.GetAttribute("href")!);
        await kept.PressAsync("Détacher");
        var gone = await app.SignedInAsync("history.gone");

        await kept.OpenAsync("/mon-compte/historique");
        await gone.OpenAsync("/mon-compte/historique");

        Lines(kept).ShouldContain(line => line.Contains("history.gone est détaché de ce compte"));
        Lines(kept).ShouldNotContain(line => line.Contains("Compte history.gone"));
        Lines(gone).ShouldContain(line => line.Contains("Ce compte est détaché de history.left"));
        Lines(gone).ShouldNotContain(line => line.Contains("par l’école"), "its owner did it, signed in to the other account");
        Lines(gone).ShouldContain(line => line.Contains("Numéro de téléphone modifié"));
    }

    [Fact]
    public async Task Chain_ShowsTheFarthestSinceItCameUnderTheRoot()
    {
        await app.People.RelativeAsync("chain.a");
        await app.People.RelativeAsync("chain.b");
        var c = await app.People.RelativeAsync("chain.c");
        await app.GatherAsync("chain.b", "chain.c");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await WriteAsync(c, AuditKinds.PhoneChanged);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var a = await app.GatherAsync("chain.a", "chain.b");
        await WriteAsync(c, AuditKinds.EmailChanged);

        await a.OpenAsync("/mon-compte/historique");

        Lines(a).ShouldContain(line => line.Contains("Adresse courrielle confirmée"));
        Lines(a).ShouldNotContain(line => line.Contains("Numéro de téléphone modifié"));
    }

    [Fact]
    public async Task Chain_CutByItsRoot_IsNotSaidToBeTheSchoolsDoing()
    {
        var a = await app.People.RelativeAsync("cut.a");
        var b = await app.People.RelativeAsync("cut.b");
        var c = await app.People.RelativeAsync("cut.c");
        await app.GatherAsync("cut.b", "cut.a");
        await app.GatherAsync("cut.c", "cut.b");
        (await app.SignedInAsync("cut.a")).Path.ToString().ShouldBe("/mes-enfants", "the root's password opens the root");

        foreach (var absorbed in new[] { a, b })
        {
            await UndoAsync(absorbed, c, UndoProof.Root);
        }

        foreach (var (login, words) in new[] { ("cut.a", "Ce compte est détaché de cut.b"), ("cut.b", "cut.a est détaché de ce compte") })
        {
            var visitor = await app.SignedInAsync(login);
            await visitor.OpenAsync("/mon-compte/historique");
            Lines(visitor).ShouldContain(line => line.Contains(words));
            Lines(visitor).ShouldNotContain(line => line.Contains("par l’école"), login);
        }
    }

    [Fact]
    public async Task Merge_CutByAnAdministrator_IsSaidToBeTheSchoolsDoing()
    {
        await app.People.RelativeAsync("cut.kept");
        var absorbed = await app.People.RelativeAsync("cut.absorbed");
        var administrator = await app.People.RelativeAsync("cut.administrator", with: p => p.Administrator = true);
        await app.GatherAsync("cut.kept", "cut.absorbed");

        await UndoAsync(absorbed, administrator, UndoProof.Administrator);

        foreach (var login in new[] { "cut.kept", "cut.absorbed" })
        {
            var visitor = await app.SignedInAsync(login);
            await visitor.OpenAsync("/mon-compte/historique");
            Lines(visitor).Where(line => line.Contains("par l’école", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("détaché");
        }
    }

    [Fact]
    public async Task Page_LineOfNobody_ShowsTheNewest()
    {
        await app.People.RelativeAsync("history.odd");
        var visitor = await app.SignedInAsync("history.odd");
        await visitor.OpenAsync("/mon-compte/historique?avant=hier");
        Lines(visitor).ShouldHaveSingleItem();
    }

    [Fact]
    public void EveryKind_HasWordsWhateverItsOutcome()
    {
        var text = new Text();
        foreach (
            var kind in typeof(AuditKinds)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(f => (string)f.GetRawConstantValue()!)
                .Where(k => k != AuditKinds.Ok)
        )
        {
            HistoryWords.Of(kind, AuditKinds.Ok).ShouldNotBe("history.other", kind);
            text[HistoryWords.Of(kind, AuditKinds.Ok), "x"].ShouldNotBeEmpty();
            text[HistoryWords.Of(kind, "refused"), "x"].ShouldNotBeEmpty();
            HistoryKind.All.Count(shown => shown.Audited.Contains(kind)).ShouldBe(1, $"{kind} belongs to one kind of HistoryKind");
        }

        text["history.merged-away", "x"].ShouldContain("x");
        text["history.undone-away", "x"].ShouldContain("x");
    }

    private async Task UndoAsync(AccountId absorbed, AccountId by, UndoProof proof)
    {
        await using var db = app.OpenDb();
        var merge = await db.Merges.SingleAsync(m => m.AbsorbedId == absorbed && m.UndoneAt == null, Cancellation);
        (
            await app.InScopeAsync(services => services.GetRequiredService<UndoMerge>().UndoAsync(new(merge.Id, by, proof), null, Cancellation))
        ).ShouldBeOfType<UndoDecision.Accepted>();
    }

    private async Task WriteAsync(AccountId id, string kind)
    {
        await using var db = app.OpenDb();
        db.Record(app.Clock.GetUtcNow(), kind, AuditKinds.Ok, id);
        await db.SaveChangesAsync(Cancellation);
    }

    private static List<string> Lines(Visitor visitor) => [.. visitor.Page.QuerySelectorAll("main ol > li").Select(line => line.TextContent)];
}
