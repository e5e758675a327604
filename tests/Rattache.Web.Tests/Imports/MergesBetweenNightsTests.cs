using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Data;
using Rattache.Web.Features.Merges;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Imports;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Imports;

/// <summary>Merges and imports commute: what a night changes for a person is what it changes for their accounts, merged or not.</summary>
public sealed class MergesBetweenNightsTests
{
    private const int Merges = 300;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThreeHundredMerges_ThenTheNextNight_ShowWhatTheFeedSaysAndNothingElse()
    {
        await using var merged = await StartAsync();
        await using var apart = await StartAsync();
        await ImportAsync(merged, "aaf", "aaf1d");
        await ImportAsync(apart, "aaf", "aaf1d");
        await MergeAsync(merged, new(Seed.Value));
        var trees = await TreesAsync(merged);
        trees.Sum(t => t.Length - 1).ShouldBe(Merges);
        trees.Max(t => t.Length).ShouldBeGreaterThan(2, "chains are among them");
        (await SeenAsync(merged, trees)).ShouldBe(await SeenAsync(apart, trees), Seed.Said);

        await ImportAsync(merged, "aaf-next");
        await ImportAsync(apart, "aaf-next");

        (await TreesAsync(merged)).ShouldBeEquivalentTo(trees);
        (await SeenAsync(merged, trees)).ShouldBe(await SeenAsync(apart, trees), Seed.Said);
        await merged.ShouldBeSoundAsync();
    }

    [Fact]
    public async Task AChain_KeepsTheChildrenOfItsEnds_NightAfterNight()
    {
        await using var app = await StartAsync();
        var folder = Directory.CreateTempSubdirectory("rattache-chain-");
        AafNight Night(DateOnly day) =>
            new AafNight(day)
                .School("1", "0411010A")
                .Relative("10", "A")
                .Relative("11", "B")
                .Relative("12", "C")
                .Pupil("20", "1", "6A", "10")
                .Pupil("21", "1", "5A", "11")
                .Pupil("22", "1", "4A", "12");
        await ImportAsync(app, Night(new(2026, 9, 1)).Write(folder.FullName));
        await ActivateAsync(app);
        var accounts = await RelativesAsync(app);
        (await TryMergeAsync(app, accounts["Aaf/11"], accounts["Aaf/10"])).ShouldBeTrue();
        (await TryMergeAsync(app, accounts["Aaf/12"], accounts["Aaf/11"])).ShouldBeTrue();

        await ImportAsync(app, Night(new(2026, 9, 2)).Write(folder.FullName));

        await using var db = app.OpenDb();
        var graph = await db.LoadGraphAsync([accounts["Aaf/12"]], Cancellation);
        AccountView
            .Of(graph, accounts["Aaf/12"])
            .Children.SelectMany(c => c.Places)
            .Select(p => p.ClassName)
            .ShouldBe(["6A", "5A", "4A"], ignoreOrder: true);
        folder.Delete(recursive: true);
    }

    private static async Task<RattacheApp> StartAsync()
    {
        var app = new RattacheApp();
        await app.InitializeAsync();
        return app;
    }

    private static async Task ImportAsync(RattacheApp app, params string[] deliveries)
    {
        foreach (var delivery in deliveries)
        {
            var outcomes = await app.InScopeAsync(services =>
                services.GetRequiredService<ImportRunner>().RunAsync([Samples.Of(delivery)], new(), Cancellation)
            );
            outcomes.ShouldHaveSingleItem().ShouldBeOfType<ImportOutcome.Taken>();
        }
    }

    private static async Task MergeAsync(RattacheApp app, Random dice)
    {
        await ActivateAsync(app);
        var roots = (await RelativesAsync(app)).OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => a.Value).ToList();
        for (var done = 0; done < Merges; )
        {
            // Among the first hundred again and again, so that there are chains.
            var (kept, absorbed) = (roots[dice.Next(100)], roots[dice.Next(roots.Count)]);
            if (kept != absorbed && await TryMergeAsync(app, kept, absorbed))
            {
                roots.Remove(absorbed);
                done++;
            }
        }
    }

    private static async Task ActivateAsync(RattacheApp app)
    {
        await using var db = app.OpenDb();
        db.Users.AddRange(
            (await db.Accounts.Where(a => a.Kind == AccountKind.Relative).ToListAsync(Cancellation)).Select(a => new Credentials
            {
                Id = a.Id,
                UserName = a.Login,
                ActivatedAt = app.Clock.GetUtcNow(),
            })
        );
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>False where the rules refuse: two who share a child stay two.</summary>
    private static async Task<bool> TryMergeAsync(RattacheApp app, AccountId kept, AccountId absorbed)
    {
        if (await app.MakeKeyAsync(absorbed) is not KeyOutcome.Made made)
        {
            return false; // too many within the hour: somebody else, then
        }

        return await app.InScopeAsync(async services =>
        {
            var merges = services.GetRequiredService<MergeAccounts>();
            var pasted = new PastedKeys(kept, [made.Code], KeepsOther: false, null);
            return await merges.PreviewAsync(pasted, Cancellation) is MergePlan.Ready ready
                && await merges.ConfirmAsync(pasted, ready.Digest(), Cancellation) is MergeOutcome.Merged;
        });
    }

    private static async Task<Dictionary<string, AccountId>> RelativesAsync(RattacheApp app)
    {
        await using var db = app.OpenDb();
        var relatives = await db.Accounts.Where(a => a.Kind == AccountKind.Relative).ToListAsync(Cancellation);
        return relatives.ToDictionary(a => $"{a.Source}/{a.ExternalId}", a => a.Id);
    }

    /// <summary>Who is one person, by feed and identifier; each tree its root first.</summary>
    private static async Task<List<string[]>> TreesAsync(RattacheApp app)
    {
        var names = (await RelativesAsync(app)).ToDictionary(a => a.Value, a => a.Key);
        await using var db = app.OpenDb();
        var guards = await db.Guards.Where(g => g.RootId != g.AccountId).ToListAsync(Cancellation);
        return
        [
            .. guards
                .GroupBy(g => names[g.RootId], g => names[g.AccountId])
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => g.Order(StringComparer.Ordinal).Prepend(g.Key).ToArray()),
        ];
    }

    /// <summary>What each person is shown: of merged accounts, through the root; of those that are not merged, each one's own, put together by hand.</summary>
    private static async Task<string> SeenAsync(RattacheApp app, List<string[]> trees)
    {
        var accounts = await RelativesAsync(app);
        await using var db = app.OpenDb();
        var pupils = await db.Accounts.Where(a => a.Kind == AccountKind.Student).ToDictionaryAsync(a => a.Id, a => a.ExternalId, Cancellation);
        var roots = await db.Guards.ToDictionaryAsync(g => g.AccountId, g => g.RootId, Cancellation);
        var lines = new List<string>();
        foreach (var tree in trees)
        {
            var people = tree.Select(name => roots[accounts[name]]).Distinct().ToList();
            var graph = await db.LoadGraphAsync(people, Cancellation);
            var children = people
                .SelectMany(person => AccountView.Of(graph, person).Children)
                .Select(c =>
                    $"{string.Join('+', c.StudentIds.Select(id => pupils[id]).Order(StringComparer.Ordinal))} {c.FirstName} {c.LastName} {c.Authority} {string.Join(", ", c.Places.Select(p => $"{p.SchoolName} {p.ClassName}"))}"
                );
            lines.Add($"{tree[0]}: {string.Join("; ", children.Distinct().Order(StringComparer.Ordinal))}");
        }

        return string.Join('\n', lines);
    }
}
