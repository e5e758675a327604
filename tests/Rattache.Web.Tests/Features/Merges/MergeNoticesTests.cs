using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>A letter says what is true of the accounts that it names.</summary>
public sealed class MergeNoticesTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    [Fact]
    public async Task Merge_SeveralAtOnce_IsToldInOneLetterThatNamesThemAll()
    {
        await app.People.RelativeAsync("all.kept", with: person => person.Email = "all@example.org");
        await app.People.RelativeAsync("all.two");
        await app.People.RelativeAsync("all.three");
        var keys = $"{await app.KeyOfAsync("all.two")} {await app.KeyOfAsync("all.three")}";
        var visitor = await app.SignedInAsync("all.kept");
        await visitor.PasteAsync(keys);
        await visitor.ConfirmAsync();

        var told = (await app.MailsToAsync("all@example.org")).ShouldHaveSingleItem().Text;
        told.ShouldContain("all.two et all.three sont rattachés à all.kept");
        told.ShouldContain("Tous ces identifiants ouvrent maintenant le même compte");
        told.ShouldNotContain("Les deux");
    }

    [Fact]
    public async Task Undo_OfAnAccountWithAPassword_TellsThatItOpensAgain()
    {
        await app.People.RelativeAsync("again.kept", with: person => person.Email = "again@example.org");
        await app.People.RelativeAsync("again.other");
        await (await app.GatherAsync("again.kept", "again.other")).DetachAsync();

        var told = (await app.MailsToAsync("again@example.org")).Single(l => l.Subject == "Un compte est détaché").Text;
        told.ShouldContain("Chaque identifiant ouvre de nouveau son compte, avec son mot de passe");
    }

    [Fact]
    public async Task MergeAndUndo_TellBothWholeTrees_EachMailboxOnce()
    {
        await RelativeAsync("chain.c");
        await RelativeAsync("chain.b");
        var a = await RelativeAsync("chain.a");
        await RelativeAsync("chain.twin", "chain.a@example.org");
        await app.GatherAsync("chain.a", "chain.twin");
        await app.GatherAsync("chain.b", "chain.a");
        (await ToldAsync("chain.a")).ShouldBe(2);

        var visitor = await app.GatherAsync("chain.c", "chain.b");

        (await ToldAsync("chain.c"), await ToldAsync("chain.b"), await ToldAsync("chain.a")).ShouldBe((1, 2, 3));
        await using var db = app.OpenDb();
        var merge = await db.Merges.Where(m => m.AbsorbedId == a).Select(m => m.Id).SingleAsync(TestContext.Current.CancellationToken);
        await visitor.OpenAsync($"/mon-compte/detacher/{merge}");
        await visitor.PressAsync("Détacher");

        (await ToldAsync("chain.c"), await ToldAsync("chain.b"), await ToldAsync("chain.a")).ShouldBe((2, 3, 4));
        var undone = (await app.MailsToAsync("chain.b@example.org")).Single(l => l.Subject == "Un compte est détaché");
        undone.Text.ShouldContain("chain.a n’est plus rattaché à chain.c");
    }

    [Fact]
    public async Task Merge_ByPassword_TellsBothWholeTrees()
    {
        foreach (var login in new[] { "typed.kept", "typed.kept.leaf", "typed.other", "typed.other.leaf" })
        {
            await RelativeAsync(login);
        }

        await app.GatherAsync("typed.kept", "typed.kept.leaf");
        await app.GatherAsync("typed.other", "typed.other.leaf");
        var visitor = await app.SignedInAsync("typed.kept");
        await visitor.ProveAsync("typed.other");
        await visitor.ConfirmAsync();

        (await ToldAsync("typed.kept.leaf"), await ToldAsync("typed.other.leaf")).ShouldBe((2, 2));
    }

    private Task<AccountId> RelativeAsync(string login, string? address = null) =>
        app.People.RelativeAsync(login, with: person => person.Email = address ?? $"{login}@example.org");

    private async Task<int> ToldAsync(string login) => (await app.MailsToAsync($"{login}@example.org")).Count;
}
