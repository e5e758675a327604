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
}
