using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Audit;
using Rattache.Web.Features.MyAccount.OwnLogin;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.OwnLogin;

public sealed class ChooseTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Place = "/mon-compte/identifiant";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Alias_Chosen_SignsInBesideTheLoginThatWasMade()
    {
        var id = await app.People.RelativeAsync("alias.chosen", with: p => p.Email = "alias@example.org");
        var visitor = await app.SignedInAsync("alias.chosen");

        await ChooseAsync(visitor, "Maman de Léa");

        visitor.Path.ToString().ShouldBe("/mon-compte");
        visitor.Page.QuerySelector(".r-tip")!.TextContent.ShouldContain("maman-de-lea");
        visitor.Page.QuerySelector("dl dd")!.TextContent.ShouldContain("ou maman-de-lea");
        (await app.MailsToAsync("alias@example.org")).ShouldHaveSingleItem().Text.ShouldContain("maman-de-lea");
        await using var db = app.OpenDb();
        (await db.Audit.SingleAsync(e => e.Actor == id && e.Kind == AuditKinds.AliasChosen, Cancellation)).Outcome.ShouldBe("ok");
        foreach (var typed in new[] { "maman-de-lea", " Maman de Léa", "maman_de_lea", "alias.chosen" })
        {
            (await OpensAsync(typed)).ShouldBeTrue(typed);
        }
    }

    [Fact]
    public async Task Alias_OfAnAbsorbedAccount_FollowsItsAccount()
    {
        await app.People.RelativeAsync("alias.kept");
        await app.People.RelativeAsync("alias.absorbed", password: "trois petits chats");
        var absorbed = app.Visitor();
        await absorbed.SignInAsync("alias.absorbed", "trois petits chats");
        await ChooseAsync(absorbed, "papa-de-tom");
        await absorbed.OpenAsync("/mon-compte");
        var key = await absorbed.TakeKeyAsync();
        var kept = await app.SignedInAsync("alias.kept");
        await kept.PasteAsync(key);
        await kept.ConfirmAsync();

        (await OpensAsync("papa-de-tom")).ShouldBeTrue("with the kept account's password");
        var own = app.Visitor();
        await own.SignInAsync("papa-de-tom", "trois petits chats");
        own.Path.ToString().ShouldBe("/connexion/compte-rattache");
    }

    [Fact]
    public async Task Alias_OfSomebodyElse_IsTaken_EvenOnceGivenUp()
    {
        await app.People.RelativeAsync("alias.first");
        await app.People.RelativeAsync("alias.second");
        var first = await app.SignedInAsync("alias.first");
        var second = await app.SignedInAsync("alias.second");
        await ChooseAsync(first, "famille-cavel");

        await ChooseAsync(second, "Famille Cavel");
        second.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("déjà pris");
        second.Page.QuerySelector("#choisi")!.GetAttribute("value").ShouldBe("Famille Cavel");

        await first.OpenAsync(Place);
        await first.PressAsync("Ne plus utiliser famille-cavel");
        (await OpensAsync("famille-cavel")).ShouldBeFalse();
        await ChooseAsync(second, "famille-cavel");
        second.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("déjà pris");
        await ChooseAsync(first, "famille-cavel");
        (await OpensAsync("famille-cavel")).ShouldBeTrue("its own, again");
    }

    [Fact]
    public async Task Alias_WantedByTwoAtOnce_IsGivenToOne()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => app.People.RelativeAsync($"alias.race{i}")));

        var changes = await Task.WhenAll(
            ids.Select(id =>
                app.InScopeAsync(services =>
                    ((ChooseAlias)services.GetService(typeof(ChooseAlias))!).ChooseAsync(
                        id,
                        ((Core.Accounts.AliasReading.Good)Core.Accounts.Alias.Read("un-seul")).Alias,
                        null,
                        Cancellation
                    )
                )
            )
        );

        changes.Count(c => c == AliasChange.Chosen).ShouldBe(1);
        changes.Count(c => c == AliasChange.Taken).ShouldBe(3);
    }

    [Fact]
    public async Task Alias_GivenUpTwiceAtOnce_IsToldOnce()
    {
        var id = await app.People.RelativeAsync("alias.twice");
        for (var round = 0; round < 20; round++)
        {
            await using (var db = app.OpenDb())
            {
                await db.Users.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.Alias, "deux-fois"), Cancellation);
            }

            await Task.WhenAll(GiveUpAsync(), GiveUpAsync());

            await using var after = app.OpenDb();
            (await after.Audit.CountAsync(e => e.Actor == id && e.Kind == AuditKinds.AliasGivenUp, Cancellation)).ShouldBe(round + 1);
        }

        // On a thread of its own: SQLite answers before it gives the thread away.
        Task GiveUpAsync() =>
            Task.Run(
                () =>
                    app.InScopeAsync(async services =>
                    {
                        await services.GetRequiredService<ChooseAlias>().GiveUpAsync(id, null, Cancellation);
                        return id;
                    }),
                Cancellation
            );
    }

    [Fact]
    public async Task Alias_AfterAQuarterOfAnHour_AsksForThePasswordAndKeepsWhatWasTyped()
    {
        await app.People.RelativeAsync("alias.proof");
        var visitor = await app.SignedInAsync("alias.proof");
        app.Clock.Advance(TimeSpan.FromMinutes(16));

        await ChooseAsync(visitor, "famille-preuve");
        visitor.Page.QuerySelector("#choisi")!.GetAttribute("value").ShouldBe("famille-preuve");
        await visitor.PressAsync("Enregistrer", ("passe", "not this one"));
        visitor.Page.QuerySelector("#passe")!.GetAttribute("aria-invalid").ShouldBe("true");
        await visitor.PressAsync("Enregistrer", ("passe", People.Password));
        visitor.Path.ToString().ShouldBe("/mon-compte");
    }

    [Fact]
    public async Task Alias_ChosenWithThePassword_WhileAPadlockTurns_IsChosen()
    {
        var id = await app.People.RelativeAsync("alias.meanwhile");
        foreach (var alias in new[] { "famille-un", "famille-deux", "famille-trois" })
        {
            var visitor = await app.SignedInAsync("alias.meanwhile");
            app.Clock.Advance(TimeSpan.FromMinutes(16));
            await visitor.OpenAsync(Place);

            await app.WhileAPadlockTurnsAsync(id, () => visitor.PressAsync("Enregistrer", ("choisi", alias), ("passe", People.Password)));

            visitor.Path.ToString().ShouldBe("/mon-compte", visitor.Page.Body!.TextContent);
            visitor.Page.QuerySelector("dl dd")!.TextContent.ShouldContain(alias);
        }
    }

    [Fact]
    public async Task Alias_AskedForTooOften_WaitsUntilTomorrow()
    {
        var id = await app.People.RelativeAsync("alias.many");
        await using (var db = app.OpenDb())
        {
            for (var i = 0; i < ChooseAlias.MostADay; i++)
            {
                db.Record(app.Clock.GetUtcNow() - TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1), AuditKinds.AliasChosen, "alias.taken", id);
            }

            await db.SaveChangesAsync(Cancellation);
        }

        var visitor = await app.SignedInAsync("alias.many");
        await ChooseAsync(visitor, "famille-pressee");
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("Revenez demain");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await ChooseAsync(visitor, "famille-pressee");
        visitor.Path.ToString().ShouldBe("/mon-compte");
    }

    [Fact]
    public async Task SignIn_CostsTheSameCommands_WhateverIsTyped()
    {
        await app.People.RelativeAsync("alias.cost");
        var visitor = await app.SignedInAsync("alias.cost");
        await ChooseAsync(visitor, "cout-constant");

        var counts = new List<int>();
        foreach (var typed in new[] { "alias.cost", "cout-constant", "nobody-at-all" })
        {
            var other = app.Visitor();
            await other.OpenAsync("/connexion");
            app.Sql.Reset();
            await other.PressAsync("Se connecter", ("identifiant", typed), ("passe", "not the password"));
            counts.Add(app.Sql.Commands);
        }

        counts.Distinct().ShouldHaveSingleItem().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Page_OfAnAdministrator_IsNotFound()
    {
        await app.People.WriteAsync(
            new()
            {
                Kind = Core.Accounts.AccountKind.Staff,
                Login = "alias.staff",
                FirstName = "Anne",
                LastName = "Petit",
                Password = People.Password,
            }
        );
        var visitor = await app.SignedInAsync("alias.staff");
        await visitor.OpenAsync(Place);
        ((int)visitor.Status).ShouldBe(404);
    }

    private static async Task ChooseAsync(Visitor visitor, string typed)
    {
        await visitor.OpenAsync(Place);
        await visitor.PressAsync("Enregistrer", ("choisi", typed));
    }

    private async Task<bool> OpensAsync(string typed)
    {
        var visitor = app.Visitor();
        await visitor.SignInAsync(typed);
        return visitor.Path.ToString() == "/mes-enfants";
    }
}
