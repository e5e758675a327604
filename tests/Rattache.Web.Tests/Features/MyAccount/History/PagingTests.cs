using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Features.MyAccount.History;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.History;

public sealed class PagingTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string History = "/mon-compte/historique";

    [Fact]
    public async Task Older_FiftyAPage_EachLineOnce_AndBackAgain()
    {
        var visitor = await WithLinesAsync("history.pages", 105);
        await visitor.OpenAsync(History);

        var down = await WalkAsync(visitor, "Plus ancien");
        var up = await WalkAsync(visitor, "Plus récent");

        down.Select(page => page.Count).ShouldBe([50, 50, 7]);
        var seen = down.SelectMany(page => page).ToList();
        seen.Count(line => line.Contains("Numéro de téléphone modifié", StringComparison.Ordinal)).ShouldBe(105);
        seen[^1].ShouldContain("Connexion");
        up[0].ShouldBe(down[^1]);
        up[1].ShouldBe(down[1]);
        up.SelectMany(page => page).Distinct().Count().ShouldBe(seen.Distinct().Count());
        Link(visitor, "Plus récent").ShouldBeNull();
    }

    [Fact]
    public async Task Oldest_IsTheOtherEnd_AndLeadsBackToTheNewest()
    {
        var visitor = await WithLinesAsync("history.ends", 70);
        await visitor.OpenAsync(History);
        var newest = Lines(visitor);

        await visitor.OpenAsync(Link(visitor, "Le plus ancien")!);

        Lines(visitor).Count.ShouldBe(HistoryQuery.PageSize);
        Lines(visitor)[^1].ShouldContain("Connexion");
        Link(visitor, "Plus ancien").ShouldBeNull();
        await visitor.OpenAsync(Link(visitor, "Le plus récent")!);
        Lines(visitor).ShouldBe(newest);
    }

    [Fact]
    public async Task Filter_KeepsItsKindFromPageToPage()
    {
        var visitor = await WithLinesAsync("history.filter", 60);
        await visitor.OpenAsync(History);

        await visitor.OpenAsync(Link(visitor, "Coordonnées")!);

        visitor.Page.QuerySelector(".r-chip[aria-current]")!.TextContent.ShouldBe("Coordonnées");
        var seen = (await WalkAsync(visitor, "Plus ancien")).SelectMany(page => page).ToList();
        seen.Count.ShouldBe(60);
        seen.ShouldAllBe(line => line.Contains("Numéro de téléphone modifié"));
    }

    [Fact]
    public async Task Filter_OfNoKind_ShowsEverything()
    {
        var visitor = await WithLinesAsync("history.no-kind", 1);
        await visitor.OpenAsync($"{History}?genre=n'importe&quoi");
        Lines(visitor).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Filter_WithNothing_SaysSo()
    {
        var visitor = await WithLinesAsync("history.nothing", 1);
        await visitor.OpenAsync(Link(visitor, "Rattachements") ?? $"{History}?genre=rattachements");
        visitor.Page.QuerySelector("main")!.TextContent.ShouldContain("Rien de ce genre");
    }

    [Fact]
    public async Task Days_AreHeadings_TodayAndYesterdayByName()
    {
        var id = await app.People.RelativeAsync("history.days");
        // The past is moved rather than the clock, whose every second rings the timers of the application.
        await WriteAsync(id, app.Clock.GetUtcNow().AddDays(-1));
        var visitor = await app.SignedInAsync("history.days");

        await visitor.OpenAsync(History);

        var days = visitor
            .Page.QuerySelectorAll("main h2")
            .Select(h => string.Join(' ', h.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .ToList();
        days.Count.ShouldBe(2);
        days[0].ShouldStartWith("Aujourd’hui, ");
        days[1].ShouldStartWith("Hier, ");
    }

    [Fact]
    public async Task AnyPage_OfAnyNumberOfLines_TakesAtMostSixCommands()
    {
        var visitor = await WithLinesAsync("history.cost", 120);
        foreach (var path in new[] { History, $"{History}?fin=1", $"{History}?genre=coordonnees", $"{History}?genre=coordonnees&fin=1" })
        {
            app.Sql.Reset();
            await visitor.OpenAsync(path);
            app.Sql.Commands.ShouldBeInRange(2, 6, path);
        }
    }

    private async Task<Visitor> WithLinesAsync(string login, int lines)
    {
        var id = await app.People.RelativeAsync(login);
        await app.SignedInAsync(login);
        for (var i = 0; i < lines; i++)
        {
            app.Clock.Advance(TimeSpan.FromSeconds(10));
            await WriteAsync(id, app.Clock.GetUtcNow());
        }

        return await app.SignedInAsync(login);
    }

    private async Task WriteAsync(AccountId id, DateTimeOffset at)
    {
        await using var db = app.OpenDb();
        db.Record(at, AuditKinds.PhoneChanged, AuditKinds.Ok, id);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>From where the visitor stands, to where the link is no more.</summary>
    private static async Task<List<List<string>>> WalkAsync(Visitor visitor, string label)
    {
        var pages = new List<List<string>> { Lines(visitor) };
        while (Link(visitor, label) is { } next)
        {
            await visitor.OpenAsync(next);
            pages.Add(Lines(visitor));
        }

        return pages;
    }

    private static string? Link(Visitor visitor, string label) =>
        visitor.Page.QuerySelectorAll("main a").FirstOrDefault(a => a.TextContent == label)?.GetAttribute("href");

    private static List<string> Lines(Visitor visitor) => [.. visitor.Page.QuerySelectorAll("main ol > li").Select(line => line.TextContent)];
}
