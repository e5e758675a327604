using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>Typing another account's secret is no easier than signing in with it, and tells no more.</summary>
public sealed partial class ProveOtherTests : IAsyncLifetime
{
    private const string Wrong = "L’identifiant ne va pas avec ce mot de passe ou ce code";

    private readonly RattacheApp app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        await app.People.RelativeAsync("prove.kept");
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Refused_LooksAndCostsTheSameWhateverTheReason()
    {
        await app.People.RelativeAsync("prove.wrong");
        await app.People.RelativeAsync("prove.locked", with: p => p.Locked = true);
        await app.NotActivatedAsync("prove.sheet");
        await app.People.RelativeAsync("prove.nocode", password: null);
        await app.People.RelativeAsync("prove.federated", password: null, with: p => p.Federated = true);
        var (_, code) = await app.NotActivatedAsync("prove.activated");
        await app.ActivateAsync("prove.activated", code);
        var (lockedId, locked) = await app.NotActivatedAsync("prove.locked.sheet");
        await app.LockAsync(lockedId);
        var visitor = await app.SignedInAsync("prove.kept");

        var answers = new List<string>();
        foreach (
            var (login, secret) in new[]
            {
                ("prove.nobody", "not the password"),
                ("prove.wrong", "not the password"),
                ("prove.locked", People.Password),
                ("prove.sheet", "not the password"),
                ("prove.nocode", ""),
                ("prove.federated", "not the password"),
                ("prove.activated", code),
                ("prove.locked.sheet", locked),
                ("' or 1=1 --", "not the password"),
            }
        )
        {
            await visitor.OpenAsync(Proving.Page);
            app.Sql.Reset();
            await visitor.PressAsync("Continuer", ("identifiant", login), ("secret", secret is "" ? "0000-0000-0000-0000" : secret));
            answers.Add($"{app.Sql.Commands} commands: {Answer(visitor)}");
        }

        answers.Distinct().ShouldHaveSingleItem().ShouldContain(Wrong);
    }

    [Fact]
    public async Task TenWrong_CountAsSignInsOfTheOtherAccount()
    {
        await app.People.RelativeAsync("prove.guessed");
        await GuessAsync("prove.kept", "prove.guessed", Tries.MostFromElsewhere);

        var elsewhere = app.Visitor();
        await elsewhere.SignInAsync("prove.guessed");
        elsewhere.Problem().ShouldContain("ne correspond pas");
        await app.People.RelativeAsync("prove.second");
        (await TryAsync("prove.second", "prove.guessed")).ShouldContain(Wrong, customMessage: "the right password waits like at sign-in");
    }

    [Fact]
    public async Task WrongOnAnAbsorbedLogin_CountsOnItsRoot()
    {
        await app.People.RelativeAsync("prove.root");
        await app.People.RelativeAsync("prove.leaf");
        await app.GatherAsync("prove.root", "prove.leaf");
        await GuessAsync("prove.kept", "prove.leaf", Tries.MostFromElsewhere);

        var elsewhere = app.Visitor();
        await elsewhere.SignInAsync("prove.root");
        elsewhere.Problem().ShouldContain("ne correspond pas");
    }

    [Fact]
    public async Task SomebodyElseGuessing_DoesNotKeepAKnownBrowserFromProving()
    {
        await app.People.RelativeAsync("prove.known");
        var owner = await app.SignedInAsync("prove.known");
        await owner.OpenAsync("/mon-compte");
        await owner.PressAsync("Se déconnecter");
        await owner.SignInAsync("prove.kept");
        for (var i = 0; i < 11; i++)
        {
            await app.Visitor().SignInAsync("prove.known", $"guess number {i}");
        }

        await owner.ProveAsync("prove.known");

        owner.Page.QuerySelector("h1")!.TextContent.ShouldBe("Vérifiez avant de rattacher");
    }

    [Fact]
    public async Task TenWrongWithinTheHour_StopTheEleventhEvenAfterARestart_ButNotAKey()
    {
        await app.People.RelativeAsync("prove.right");
        await GuessAsync("prove.kept", "prove.nobody", MergeLimits.FailedProofs);
        await using var restarted = app.Another();
        var visitor = await restarted.SignedInAsync("prove.kept");

        await visitor.ProveAsync("prove.right");
        visitor.Problem().ShouldContain("Vous avez fait trop d’essais");
        await visitor.PasteAsync(await app.TakeKeyAsync("prove.right"));
        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("Vérifiez avant de rattacher");
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        (await TryAsync("prove.kept", "prove.right")).ShouldBe("no problem");
    }

    [Fact]
    public async Task TwentyWrongAtOnce_TellOfTenAlone()
    {
        var account = await IdAsync("prove.kept");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => ProveAsync(account, $"prove.nobody{i}", "wrong", "192.0.2.1")));

        outcomes.Count(o => o is ProofOutcome.Refused).ShouldBe(MergeLimits.FailedProofs);
        outcomes.Count(o => o is ProofOutcome.TooMany).ShouldBe(20 - MergeLimits.FailedProofs);
    }

    [Fact]
    public async Task SixtyWrongFromOneAddress_StopEveryAccountThere_AndNobodyElsewhere()
    {
        for (var i = 0; i < 6; i++)
        {
            var account = await app.People.RelativeAsync($"prove.many{i}");
            for (var n = 0; n < 10; n++)
            {
                (await ProveAsync(account, "prove.nobody", "wrong", "192.0.2.7")).ShouldBeOfType<ProofOutcome.Refused>();
            }
        }

        var next = await IdAsync("prove.kept");
        (await ProveAsync(next, "prove.many0", People.Password, "192.0.2.7")).ShouldBeOfType<ProofOutcome.TooMany>();
        (await ProveAsync(next, "prove.many0", People.Password, "192.0.2.8")).ShouldBeOfType<ProofOutcome.Given>();
    }

    [Fact]
    public async Task Wrong_ShowsInTheHistoryOfBoth_AndNamesNeitherToTheOther()
    {
        await app.People.RelativeAsync("prove.victim");
        await GuessAsync("prove.kept", "prove.victim", 1);

        foreach (var (login, other) in new[] { ("prove.kept", "prove.victim"), ("prove.victim", "prove.kept") })
        {
            var owner = await app.SignedInAsync(login);
            await owner.OpenAsync("/mon-compte/historique");
            var history = owner.Page.QuerySelector("main")!.TextContent;
            history.ShouldContain("Rattachement par identifiant essayé et refusé");
            history.ShouldNotContain(other);
            history.ShouldNotContain("par l’école");
        }
    }

    private async Task GuessAsync(string from, string login, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await TryAsync(from, login, $"guess number {i}")).ShouldContain(Wrong);
        }
    }

    private async Task<string> TryAsync(string from, string login, string secret = People.Password)
    {
        var visitor = await app.SignedInAsync(from);
        await visitor.ProveAsync(login, secret);
        return visitor.Page.QuerySelector(".r-problem")?.TextContent ?? "no problem";
    }

    private Task<ProofOutcome> ProveAsync(AccountId signedIn, string login, string secret, string address) =>
        app.InScopeAsync(services => services.GetRequiredService<ProveOther>().TryAsync(signedIn, login, secret, address, Cancellation));

    private async Task<AccountId> IdAsync(string login)
    {
        await using var db = app.OpenDb();
        return await db.Accounts.Where(a => a.Login == login).Select(a => a.Id).SingleAsync(Cancellation);
    }

    /// <summary>What came back, but for what is new in every answer and for the login, which the form keeps as typed.</summary>
    private static string Answer(Visitor visitor)
    {
        visitor.Page.QuerySelector("#identifiant")!.RemoveAttribute("value");
        return $"{(int)visitor.Status} {visitor.Path} {Token().Replace(visitor.Page.DocumentElement.OuterHtml, "")}";
    }

    [GeneratedRegex("<input name=\"__RequestVerificationToken\"[^>]*>")]
    private static partial Regex Token();
}
