using Rattache.Core.Accounts;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn.Sessions;

/// <summary>Pages at 8 h 30 in UTC: 10 h 30 in Paris, 12 h 30 in Réunion, the evening before in Tahiti.</summary>
public sealed class OwnClocksTests : IAsyncLifetime
{
    private const string Reunion = "Indian/Reunion";
    private readonly RattacheApp app = new();

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData(null, "10\u00A0h\u00A030", "11\u00A0h\u00A000")]
    [InlineData(Reunion, "12\u00A0h\u00A030", "13\u00A0h\u00A000")]
    [InlineData("Atlantis/Poseidonis", "10\u00A0h\u00A030", "11\u00A0h\u00A000")]
    public async Task Pages_WriteByTheClocksThatThePersonChose(string? zone, string now, string endOfKey)
    {
        await PersonAsync("clocks.own", zone);
        await app.People.RelativeAsync("clocks.other");
        var visitor = await app.GatherAsync("clocks.own", "clocks.other");
        var receipt = visitor.Page.QuerySelector("a[href^='/rattachements/']")!.GetAttribute("href")!;
        await visitor.TakeKeyAsync();

        (await MainAsync(visitor, "/mon-compte")).ShouldContain($"Une clé est valable jusqu’à {endOfKey}.");
        (await MainAsync(visitor, "/mon-compte/historique")).ShouldContain(now);
        (await MainAsync(visitor, receipt)).ShouldContain($"Le 7\u00A0septembre\u00A02026 à {now}, ces comptes ont été réunis.");
        (await MainAsync(visitor, "/mon-compte/appareils")).ShouldContain($"7\u00A0septembre\u00A02026 à {now}");
    }

    [Fact]
    public async Task Days_BeginWhereThePersonIs()
    {
        await PersonAsync("clocks.tahiti", "Pacific/Tahiti");
        var visitor = await app.SignedInAsync("clocks.tahiti");
        app.Clock.Advance(TimeSpan.FromHours(1));

        var history = await MainAsync(visitor, "/mon-compte/historique");

        string.Join(' ', history.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldContain("Aujourd’hui, 6 septembre 2026");
        history.ShouldContain("22\u00A0h\u00A030");
    }

    [Fact]
    public async Task Choice_CountsFromTheNextPageOn()
    {
        await app.People.RelativeAsync("clocks.moves");
        var visitor = await app.SignedInAsync("clocks.moves");
        (await MainAsync(visitor, "/mon-compte/historique")).ShouldContain("10\u00A0h\u00A030");

        await visitor.OpenAsync("/mon-compte/notifications");
        await visitor.PressAsync("Enregistrer", ("fuseau", Reunion));

        (await MainAsync(visitor, "/mon-compte/historique")).ShouldContain("12\u00A0h\u00A030");
    }

    [Fact]
    public async Task TwoPeople_EachReadByTheirOwn()
    {
        await PersonAsync("clocks.island", Reunion);
        await PersonAsync("clocks.mainland", zone: null);
        var (island, mainland) = (await app.SignedInAsync("clocks.island"), await app.SignedInAsync("clocks.mainland"));

        (await MainAsync(island, "/mon-compte/historique")).ShouldContain("12\u00A0h\u00A030");
        (await MainAsync(mainland, "/mon-compte/historique")).ShouldContain("10\u00A0h\u00A030");
        (await MainAsync(island, "/mon-compte/historique")).ShouldContain("12\u00A0h\u00A030");
    }

    [Fact]
    public async Task Clocks_CostNoCommand()
    {
        await PersonAsync("clocks.cost", Reunion);
        var visitor = await app.SignedInAsync("clocks.cost");
        await visitor.OpenAsync("/mon-compte");
        app.Sql.Reset();

        await visitor.OpenAsync("/mon-compte");

        app.Sql.Commands.ShouldBe(2);
    }

    [Fact]
    public async Task SinceLastVisit_IsToldByTheClocksOfWhomItIsToldTo()
    {
        await PersonAsync("clocks.visit", Reunion);
        await app.People.RelativeAsync("clocks.gathered");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.GatherAsync("clocks.visit", "clocks.gathered");
        app.Clock.Advance(TimeSpan.FromDays(1));

        var visitor = await app.SignedInAsync("clocks.visit");

        visitor.Page.QuerySelector("main")!.TextContent.ShouldContain("rattaché à ce compte, le 7\u00A0septembre\u00A02026 à 12\u00A0h\u00A031");
    }

    [Fact]
    public async Task Absorbed_ReadsItsOwnDay_SignedInOrNot()
    {
        await app.People.RelativeAsync("clocks.kept");
        await PersonAsync("clocks.absorbed", "Pacific/Tahiti", password: "un tout autre mot de passe");
        var key = await app.KeyOfAsync("clocks.absorbed");
        var owner = await app.SignedInAsync("clocks.kept");
        await owner.PasteAsync(key);
        await owner.ConfirmAsync();

        var visitor = app.Visitor();
        await visitor.SignInAsync("clocks.absorbed", "un tout autre mot de passe");

        visitor.Path.ToString().ShouldBe("/connexion/compte-rattache");
        visitor.Page.QuerySelector(".r-lead")!.TextContent.ShouldContain("6\u00A0septembre\u00A02026");
    }

    private async Task<AccountId> PersonAsync(string login, string? zone, string password = People.Password)
    {
        var id = await app.People.RelativeAsync(login, password: password);
        if (zone is not null)
        {
            await app.ChoosesAsync(id, choice => choice with { TimeZone = zone });
        }

        return id;
    }

    private static async Task<string> MainAsync(Visitor visitor, string path)
    {
        await visitor.OpenAsync(path);
        visitor.Path.ToString().ShouldBe(path);
        return visitor.Page.QuerySelector("main")!.TextContent;
    }
}
