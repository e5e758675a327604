using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Outbox;

/// <summary>Each letter is by the clocks of whom it goes to, whoever causes it: 10 h 30 in Paris, 12 h 30 in Réunion, 20 h 30 in Wallis.</summary>
public sealed class RecipientTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string InParis = "7\u00A0septembre\u00A02026 à 10\u00A0h\u00A030";
    private const string InReunion = "7\u00A0septembre\u00A02026 à 12\u00A0h\u00A030";
    private const string Chosen = "quatre petits canards";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MergeAndUndo_TellEachSideByItsOwnClocks()
    {
        await PersonAsync("reader.kept", "Indian/Reunion");
        await PersonAsync("reader.absorbed", zone: null);
        var visitor = await app.GatherAsync("reader.kept", "reader.absorbed");

        (await LettersAsync("reader.kept")).ShouldContain($"reader.absorbed est rattaché à reader.kept depuis le {InReunion}.");
        (await LettersAsync("reader.absorbed")).ShouldContain($"reader.absorbed est rattaché à reader.kept depuis le {InParis}.");

        await visitor.OpenAsync("/mon-compte");
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href^='/mon-compte/detacher/']")!.GetAttribute("href")!);
        await visitor.PressAsync("Détacher");

        (await LettersAsync("reader.kept")).ShouldContain($"reader.absorbed n’est plus rattaché à reader.kept depuis le {InReunion}.");
        (await LettersAsync("reader.absorbed")).ShouldContain($"reader.absorbed n’est plus rattaché à reader.kept depuis le {InParis}.");
    }

    [Fact]
    public async Task Merge_CausedFromAnotherZone_LeavesTheAbsorbedTheirs()
    {
        await PersonAsync("reader.wallis", "Pacific/Wallis");
        await PersonAsync("reader.island", "Indian/Reunion");
        await app.GatherAsync("reader.wallis", "reader.island");

        (await LettersAsync("reader.island")).ShouldContain(InReunion);
        (await LettersAsync("reader.wallis")).ShouldContain("7\u00A0septembre\u00A02026 à 20\u00A0h\u00A030");
    }

    [Fact]
    public async Task Merge_OneMailboxForBoth_GetsOneLetterByTheClocksThatOneOfThemChose()
    {
        await PersonAsync("reader.one", zone: null, "reader.shared@example.org");
        await PersonAsync("reader.two", "Indian/Reunion", "reader.shared@example.org");
        await app.GatherAsync("reader.one", "reader.two");

        (await app.MailsToAsync("reader.shared@example.org")).ShouldHaveSingleItem().Text.ShouldContain(InReunion);
    }

    [Fact]
    public async Task Forgotten_NobodySignedIn_TheCodeAndTheNoticeAreByTheAccountsClocks()
    {
        await PersonAsync("reader.forgot", "Indian/Reunion");
        var visitor = app.Visitor();
        await visitor.OpenAsync("/mot-de-passe-oublie");
        await visitor.PressAsync("Recevoir le code", ("identifiant", "reader.forgot@example.org"));
        (await LettersAsync("reader.forgot")).ShouldContain("Il est valable jusqu’au 7\u00A0septembre\u00A02026 à 13\u00A0h\u00A000");

        await visitor.PressAsync("Continuer", ("code", await app.CodeToAsync("reader.forgot@example.org")));
        await visitor.PressAsync("Enregistrer", ("passe", Chosen));

        (await LettersAsync("reader.forgot")).ShouldContain($"Le mot de passe du compte reader.forgot a changé le {InReunion}.");
    }

    [Fact]
    public async Task Password_ChangedBySomebodySignedIn_IsToldByTheirClocks()
    {
        await PersonAsync("reader.password", "Indian/Reunion");
        var visitor = await app.SignedInAsync("reader.password");
        await visitor.OpenAsync("/mon-compte/mot-de-passe");
        await visitor.PressAsync("Enregistrer", ("actuel", People.Password), ("passe", Chosen));

        (await LettersAsync("reader.password")).ShouldContain($"a changé le {InReunion}.");
    }

    [Fact]
    public async Task SecondFactor_ItsCodeAndItsRemoval_AreToldByTheAccountsClocks()
    {
        await PersonAsync("reader.second", "Indian/Reunion");
        var visitor = await app.SignedInAsync("reader.second");
        await app.TurnOnSecondFactorAsync(visitor);
        (await LettersAsync("reader.second")).ShouldContain($"est activée depuis le {InReunion}.");

        var elsewhere = await app.SignedInAsync("reader.second");
        await elsewhere.PressAsync("Continuer", ("code", visitor.RecoveryCodes()[0]));
        elsewhere.Path.ToString().ShouldBe("/mes-enfants");
        (await LettersAsync("reader.second")).ShouldContain($"a ouvert le compte reader.second le {InReunion}.");

        await app.InScopeAsync(services =>
            ActivatorUtilities.CreateInstance<RemoveSecondFactor>(services).RemoveAsync("reader.second", Cancellation)
        );
        (await LettersAsync("reader.second")).ShouldContain($"est désactivée depuis le {InReunion}.");
    }

    private async Task<AccountId> PersonAsync(string login, string? zone, string? address = null)
    {
        var id = await app.People.RelativeAsync(login, with: p => p.Email = address ?? $"{login}@example.org");
        if (zone is not null)
        {
            await app.ChoosesAsync(id, choice => choice with { TimeZone = zone });
        }

        return id;
    }

    /// <summary>All of them: those of one millisecond stand in no order.</summary>
    private async Task<string> LettersAsync(string login) =>
        string.Join("\n", (await app.MailsToAsync($"{login}@example.org")).Select(mail => mail.Text));
}
