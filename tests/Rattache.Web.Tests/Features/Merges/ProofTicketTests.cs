using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>What somebody might try between the preview and the confirmation (ADR 0014).</summary>
public sealed class ProofTicketTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Over = "Trop de temps a passé, ou l’autre compte a changé";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Confirm_WithTheTicketOfAnotherAccount_IsRefused()
    {
        var other = await app.People.RelativeAsync("ticket.other");
        await app.People.RelativeAsync("ticket.owner");
        await app.People.RelativeAsync("ticket.mine");
        await app.People.RelativeAsync("ticket.thief");
        var owner = await app.SignedInAsync("ticket.owner");
        await owner.ProveAsync("ticket.other");
        var thief = await app.SignedInAsync("ticket.thief");
        await thief.ProveAsync("ticket.mine");

        await thief.PressAsync("Confirmer le rattachement", ("preuve", owner.Ticket()));

        thief.Path.ToString().ShouldBe(Proving.Page);
        thief.Problem().ShouldContain(Over);
        (await app.IsAbsorbedAsync(other)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("CfDJ8")]
    [InlineData("d8657798-d36c-4112-984a-1479c20585d2")]
    public async Task Confirm_WithATicketThatWasNeverOurs_IsRefused(string forged)
    {
        var name = $"ticket.forged{forged.Length}";
        await app.People.RelativeAsync(name);
        var other = await app.People.RelativeAsync($"{name}.other");
        var visitor = await app.SignedInAsync(name);
        await visitor.ProveAsync($"{name}.other");

        await visitor.PressAsync("Confirmer le rattachement", ("preuve", forged));

        visitor.Page.QuerySelector(".r-problem").ShouldNotBeNull();
        (await app.IsAbsorbedAsync(other)).ShouldBeFalse();
    }

    [Fact]
    public async Task Confirm_Replayed_IsRefused_AlsoOnceDetached()
    {
        var other = await app.People.RelativeAsync("ticket.again.other");
        var (byCode, code) = await app.NotActivatedAsync("ticket.again.sheet");
        await app.People.RelativeAsync("ticket.again");
        var visitor = await app.SignedInAsync("ticket.again");
        foreach (var (login, secret, account) in new[] { ("ticket.again.other", People.Password, other), ("ticket.again.sheet", code, byCode) })
        {
            await visitor.ProveAsync(login, secret);
            var ticket = visitor.Ticket();
            await visitor.ConfirmAsync();
            (await app.IsAbsorbedAsync(account)).ShouldBeTrue();

            await ReplayAsync(visitor, ticket);
            visitor.Problem().ShouldContain(Over);
            await visitor.DetachAsync();
            await ReplayAsync(visitor, ticket);
            visitor.Problem().ShouldContain(Over);
            (await app.IsAbsorbedAsync(account)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Confirm_PasswordChangedSinceThePreview_IsRefused()
    {
        var other = await app.People.RelativeAsync("ticket.changed.other");
        await app.People.RelativeAsync("ticket.changed");
        var visitor = await app.SignedInAsync("ticket.changed");
        await visitor.ProveAsync("ticket.changed.other");
        var owner = await app.SignedInAsync("ticket.changed.other");
        await owner.OpenAsync("/mon-compte/mot-de-passe");
        await owner.PressAsync("Enregistrer", ("actuel", People.Password), ("passe", "sept renards bien cachés"));
        owner.Path.ToString().ShouldBe("/mon-compte");

        await visitor.ConfirmAsync();

        visitor.Problem().ShouldContain(Over);
        (await app.IsAbsorbedAsync(other)).ShouldBeFalse();
    }

    [Fact]
    public async Task Confirm_CodeUsedToActivateSinceThePreview_IsRefused()
    {
        var (other, code) = await app.NotActivatedAsync("ticket.used.other");
        await app.People.RelativeAsync("ticket.used");
        var visitor = await app.SignedInAsync("ticket.used");
        await visitor.ProveAsync("ticket.used.other", code);
        await app.ActivateAsync("ticket.used.other", code);

        await visitor.ConfirmAsync();

        visitor.Problem().ShouldContain(Over);
        (await app.IsAbsorbedAsync(other)).ShouldBeFalse();
    }

    [Fact]
    public async Task Confirm_OneCodeInTenAccountsAtOnce_MergesOnce()
    {
        var (other, code) = await app.NotActivatedAsync("ticket.race.other");
        var visitors = new List<Visitor>();
        for (var i = 0; i < 10; i++)
        {
            await app.People.RelativeAsync($"ticket.race{i}");
            var visitor = await app.SignedInAsync($"ticket.race{i}");
            await visitor.ProveAsync("ticket.race.other", code);
            visitors.Add(visitor);
        }

        await Task.WhenAll(visitors.Select(v => v.ConfirmAsync()));

        visitors.Count(v => v.Path.ToString().StartsWith("/mon-compte/rattacher/fait", StringComparison.Ordinal)).ShouldBe(1);
        visitors.Count(v => v.Problem().Contains(Over, StringComparison.Ordinal)).ShouldBe(9);
        await ShouldBeMergedOnceAsync(other);
    }

    [Fact]
    public async Task Confirm_CodeInOneAccountWhileItActivates_EndsInOneOfTheTwo()
    {
        for (var round = 0; round < 10; round++)
        {
            var (other, code) = await app.NotActivatedAsync($"ticket.both{round}.other");
            await app.People.RelativeAsync($"ticket.both{round}");
            var visitor = await app.SignedInAsync($"ticket.both{round}");
            await visitor.ProveAsync($"ticket.both{round}.other", code);
            var owner = app.Visitor();
            await owner.OpenAsync("/activation");
            await owner.PressAsync("Continuer", ("identifiant", $"ticket.both{round}.other"), ("code", code));

            await Task.WhenAll(visitor.ConfirmAsync(), owner.ChooseAsync($"both{round}@example.org"));

            var activated = owner.Path.ToString() == "/mon-compte/adresse/code";
            (await app.IsAbsorbedAsync(other)).ShouldBe(!activated, $"{owner.Path} {visitor.Path}");
        }

        await app.ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Ticket_SaysNothingToWhoeverReadsIt()
    {
        var other = await app.People.RelativeAsync("ticket.sealed.other");
        await app.People.RelativeAsync("ticket.sealed");
        var visitor = await app.SignedInAsync("ticket.sealed");
        await visitor.ProveAsync("ticket.sealed.other");

        visitor.Page.DocumentElement.OuterHtml.ShouldNotContain(People.Password);
        visitor.Page.DocumentElement.OuterHtml.ShouldNotContain(other.ToString());
        visitor.Path.ToString().ShouldBe(Proving.Page);
    }

    private static async Task ReplayAsync(Visitor visitor, string ticket)
    {
        await visitor.OpenAsync("/mon-compte");
        await visitor.PressAsync("Continuer", ("preuve", ticket));
    }

    private async Task ShouldBeMergedOnceAsync(AccountId other)
    {
        await using var db = app.OpenDb();
        (await db.Merges.CountAsync(m => m.AbsorbedId == other, Cancellation)).ShouldBe(1);
        await app.ShouldBeSoundAsync();
    }
}
