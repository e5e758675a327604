using System.Net;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>Browsers that press at once. Whoever loses is told in words; the directory is never wrong.</summary>
public sealed class RaceTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Confirm_OneKeyInFiftyAccountsAtOnce_MergesOnce()
    {
        var absorbed = await app.People.RelativeAsync("fifty.absorbed");
        var key = await app.TakeKeyAsync("fifty.absorbed");
        var visitors = new List<Visitor>();
        for (var i = 0; i < 50; i++)
        {
            await app.People.RelativeAsync($"fifty.kept{i}");
            var visitor = await app.SignedInAsync($"fifty.kept{i}");
            await visitor.PasteAsync(key);
            visitors.Add(visitor);
        }

        await Task.WhenAll(visitors.Select(v => v.ConfirmAsync()));

        visitors.ShouldAllBe(v => v.Status == HttpStatusCode.OK);
        visitors.Count(Merged).ShouldBe(1);
        visitors
            .Count(v => v.Page.QuerySelector(".r-problem")?.TextContent.Contains("Cette clé ne fonctionne pas", StringComparison.Ordinal) == true)
            .ShouldBe(49);
        await using var db = app.OpenDb();
        (await db.Merges.CountAsync(m => m.AbsorbedId == absorbed, Cancellation)).ShouldBe(1);
        await app.ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Confirm_TwiceAtOnceInOneBrowser_MergesOnce()
    {
        await app.People.RelativeAsync("twice.kept");
        var absorbed = await app.People.RelativeAsync("twice.absorbed");
        var key = await app.TakeKeyAsync("twice.absorbed");
        var visitor = await app.SignedInAsync("twice.kept");
        var second = await app.SignedInAsync("twice.kept");
        await visitor.PasteAsync(key);
        await second.PasteAsync(key);

        await Task.WhenAll(visitor.ConfirmAsync(), second.ConfirmAsync());

        new[] { visitor, second }.Count(Merged).ShouldBe(1);
        await using var db = app.OpenDb();
        (await db.Merges.CountAsync(m => m.AbsorbedId == absorbed, Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Confirm_EachIntoTheOther_NeverACircle()
    {
        for (var round = 0; round < Rounds.Of(200); round++)
        {
            var (a, b) = ($"circle.a{round}", $"circle.b{round}");
            var ids = new[] { await app.People.RelativeAsync(a), await app.People.RelativeAsync(b) };
            var inA = await app.SignedInAsync(a);
            var inB = await app.SignedInAsync(b);
            var keyA = await inA.TakeKeyAsync();
            var keyB = await inB.TakeKeyAsync();
            await inA.PasteAsync(keyB);
            await inB.PasteAsync(keyA);

            await Task.WhenAll(inA.ConfirmAsync(), inB.ConfirmAsync());

            new[] { inA, inB }.ShouldAllBe(v => v.Status == HttpStatusCode.OK);
            (await OpenMergesAsync(ids)).ShouldBe(1);
        }

        await app.ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Confirm_IntoAnAccountThatIsBeingAbsorbed_EndsInOneOfTheTwoOrders()
    {
        for (var round = 0; round < Rounds.Of(200); round++)
        {
            var (a, b, c) = ($"chain.a{round}", $"chain.b{round}", $"chain.c{round}");
            var ids = new[] { await app.People.RelativeAsync(a), await app.People.RelativeAsync(b), await app.People.RelativeAsync(c) };
            var inB = await app.SignedInAsync(b);
            var inC = await app.SignedInAsync(c);
            var keyA = await app.TakeKeyAsync(a);
            var keyB = await inB.TakeKeyAsync();
            await inB.PasteAsync(keyA);
            await inC.PasteAsync(keyB);

            await Task.WhenAll(inB.ConfirmAsync(), inC.ConfirmAsync());

            new[] { inB, inC }.ShouldAllBe(v => v.Status == HttpStatusCode.OK);
            (await OpenMergesAsync(ids)).ShouldBe(1);
        }

        await app.ShouldBeSoundAsync();
    }

    [Fact]
    public async Task Undo_RacingAMergeOfItsRoot_LeavesASoundForest()
    {
        for (var round = 0; round < Rounds.Of(200); round++)
        {
            var (a, b, c) = ($"undo.a{round}", $"undo.b{round}", $"undo.c{round}");
            await app.People.RelativeAsync(a);
            await app.People.RelativeAsync(b);
            await app.People.RelativeAsync(c);
            var undoing = await app.GatherAsync(a, b);
            var keyA = await undoing.TakeKeyAsync();
            var inC = await app.SignedInAsync(c);
            await inC.PasteAsync(keyA);
            await undoing.OpenAsync("/mon-compte");
            await undoing.OpenAsync(undoing.Page.QuerySelector("a[href^='/mon-compte/detacher/']")!.GetAttribute("href")!);

            await Task.WhenAll(undoing.PressAsync("Détacher"), inC.ConfirmAsync());

            new[] { undoing, inC }.ShouldAllBe(v => v.Status == HttpStatusCode.OK);
        }

        await app.ShouldBeSoundAsync();
    }

    private static bool Merged(Visitor visitor) => visitor.Path.ToString().StartsWith("/mon-compte/rattacher/fait", StringComparison.Ordinal);

    private async Task<int> OpenMergesAsync(AccountId[] accounts)
    {
        await using var db = app.OpenDb();
        return await db.Merges.CountAsync(m => accounts.Contains(m.AbsorbedId) && m.UndoneAt == null, Cancellation);
    }
}
