using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Features.Legal;
using Rattache.Web.Features.MyAccount;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Legal;

public sealed class AcceptTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OlderVersion_IsAskedAgainAtTheNextPage_AndKeptWithItsDay()
    {
        var visitor = await OlderAsync("terms.older");
        var id = await IdAsync("terms.older");
        await visitor.OpenAsync("/mon-compte/historique");
        visitor.Path.ToString().ShouldStartWith(AsksTerms.Page);
        visitor.Page.QuerySelector("main")!.TextContent.ShouldContain("ont changé");
        app.Clock.Advance(TimeSpan.FromMinutes(1));

        await visitor.PressAsync("Continuer", ("conditions", "true"));

        visitor.Path.ToString().ShouldBe("/mon-compte/historique");
        visitor.Page.QuerySelector("main")!.TextContent.ShouldContain("Conditions d’utilisation acceptées");
        await using var db = app.OpenDb();
        var own = await db.Users.SingleAsync(c => c.Id == id, Cancellation);
        (own.TermsVersion, own.TermsAcceptedAt).ShouldBe((Terms.Version, app.Clock.GetUtcNow()));
        (await db.Audit.CountAsync(e => e.Subject == id && e.Kind == AuditKinds.TermsAccepted, Cancellation)).ShouldBe(1);
        await visitor.OpenAsync("/mes-enfants");
        visitor.Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task NotTicked_SaysWhatToDo_AndChangesNothing()
    {
        var visitor = await OlderAsync("terms.unticked");
        await visitor.OpenAsync("/mon-compte");
        await visitor.PressAsync("Continuer");

        visitor.Page.QuerySelector("#conditions-erreur")!.TextContent.ShouldContain("Cochez la case");
        await visitor.OpenAsync("/mon-compte");
        visitor.Path.ToString().ShouldStartWith(AsksTerms.Page);
    }

    [Fact]
    public async Task NotAccepted_DataAndPublicPagesAndSigningOutStayOpen()
    {
        var visitor = await OlderAsync("terms.leaves");
        foreach (var path in new[] { "/mon-compte/mes-donnees", "/confidentialite", "/conditions", "/aide/rattacher" })
        {
            await visitor.OpenAsync(path);
            visitor.Path.ToString().ShouldBe(path);
        }

        await visitor.PressAsync("Se déconnecter");
        visitor.Path.ToString().ShouldStartWith("/connexion");
    }

    [Fact]
    public async Task NotAccepted_APost_ChangesNothing()
    {
        var id = await app.People.RelativeAsync("terms.post");
        var visitor = await app.SignedInAsync("terms.post");
        await visitor.OpenAsync("/mon-compte");
        await OlderAsync(id);
        var again = await app.SignedInAsync("terms.post");
        await again.OpenAsync("/mon-compte/mes-donnees");
        var token = again.Page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var answer = await again.Client.PostAsync(
            "/mon-compte?handler=Key",
            new FormUrlEncodedContent([new("__RequestVerificationToken", token)]),
            Cancellation
        );

        answer.Headers.Location!.ToString().ShouldStartWith(AsksTerms.Page);
        await using var db = app.OpenDb();
        (await db.MergeKeys.AnyAsync(k => k.AccountId == id, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Accepted_WhileAPadlockTurns_BothAreDone()
    {
        var visitor = await OlderAsync("terms.both");
        var id = await IdAsync("terms.both");
        await visitor.OpenAsync(AsksTerms.Page);
        var token = visitor.Page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        for (var round = 0; round < 20; round++)
        {
            var open = round % 2 == 0;
            await OlderAsync(id);

            await Task.WhenAll(AcceptAsync(), TurnAsync(open));

            await using var db = app.OpenDb();
            var own = await db.Users.SingleAsync(c => c.Id == id, Cancellation);
            (own.TermsVersion, own.ShowsEmail).ShouldBe((Terms.Version, open));
        }

        async Task AcceptAsync()
        {
            using var answer = await visitor.Client.PostAsync(
                AsksTerms.Page,
                new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("conditions", "true")]),
                Cancellation
            );
            ((int)answer.StatusCode).ShouldBe(302);
        }

        Task TurnAsync(bool open) =>
            Task.Run(
                () => app.InScopeAsync(services => services.GetRequiredService<Padlocks>().TurnAsync(id, "email", open, null, Cancellation)),
                Cancellation
            );
    }

    [Fact]
    public async Task ReturnElsewhere_IsRefused()
    {
        var visitor = await OlderAsync("terms.elsewhere");
        await visitor.OpenAsync($"{AsksTerms.Page}?retour=https://example.org/");
        await visitor.PressAsync("Continuer", ("conditions", "true"));
        visitor.Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task Accepted_TheQuestionLeadsOn()
    {
        await app.People.RelativeAsync("terms.accepted");
        var visitor = await app.SignedInAsync("terms.accepted");
        await visitor.OpenAsync($"{AsksTerms.Page}?retour=/mon-compte");
        visitor.Path.ToString().ShouldBe("/mon-compte");
    }

    [Fact]
    public async Task Terms_SayTheirVersionAndDay()
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync("/conditions");
        visitor.Page.QuerySelector("main")!.TextContent.ShouldContain($"Version {Terms.Version}, en vigueur depuis le");
    }

    private async Task<Visitor> OlderAsync(string login)
    {
        await OlderAsync(await app.People.RelativeAsync(login));
        return await app.SignedInAsync(login);
    }

    private async Task OlderAsync(AccountId id)
    {
        await using var db = app.OpenDb();
        await db.Users.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.TermsVersion, Terms.Version - 1), Cancellation);
    }

    private async Task<AccountId> IdAsync(string login)
    {
        await using var db = app.OpenDb();
        return await db.Accounts.Where(a => a.Login == login).Select(a => a.Id).SingleAsync(Cancellation);
    }
}
