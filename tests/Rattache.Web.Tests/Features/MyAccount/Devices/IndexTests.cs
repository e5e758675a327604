using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Departures;
using Rattache.Web.Features.SignIn.Sessions;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Devices;

public sealed class IndexTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Place = "/mon-compte/appareils";
    private const string Phone = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_NamesEachBrowser_AndMarksThisOne()
    {
        app.Clock.SetUtcNow(new(2026, 9, 8, 8, 30, 0, TimeSpan.Zero)); // later than the other tests leave it
        await app.People.RelativeAsync("devices.list");
        await SignedInAsync("devices.list", Phone);
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        var here = await app.SignedInAsync("devices.list");

        await here.OpenAsync(Place);

        var items = here.Page.QuerySelectorAll("main li").Select(li => li.TextContent).ToList();
        items.Count.ShouldBe(2);
        items[0].ShouldContain("C’est cet appareil");
        items[0].ShouldNotContain("Déconnecter");
        items[1].ShouldContain("Chrome sur un appareil Android");
        items[1].ShouldContain("Connecté depuis le 8\u00A0septembre\u00A02026 à 10\u00A0h\u00A030");
    }

    [Fact]
    public async Task Close_One_EndsItOnItsNextRequestInEveryProcess_AndNoOther()
    {
        var id = await app.People.RelativeAsync("devices.close");
        var phone = await SignedInAsync("devices.close", Phone);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var third = await app.SignedInAsync("devices.close");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var process = app.Another();
        var here = process.Visitor();
        await here.SignInAsync("devices.close");

        await here.OpenAsync(Place);
        await CloseAsync(here, "Chrome");

        here.Page.QuerySelector(".r-tip")!.TextContent.ShouldContain("L’appareil est déconnecté");
        (await OpenAsync(phone)).ShouldBeFalse();
        (await OpenAsync(third)).ShouldBeTrue();
        (await OpenAsync(here)).ShouldBeTrue();
        await using var db = app.OpenDb();
        (await db.Audit.CountAsync(e => e.Actor == id && e.Kind == AuditKinds.DeviceClosed, Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Close_TheOthers_KeepsThisOne()
    {
        await app.People.RelativeAsync("devices.all");
        var others = new List<Visitor>();
        for (var i = 0; i < 3; i++)
        {
            others.Add(await app.SignedInAsync("devices.all"));
        }

        var here = await app.SignedInAsync("devices.all");
        await here.OpenAsync(Place);
        await here.PressAsync("Déconnecter tous les autres appareils");

        (await OpenAsync(here)).ShouldBeTrue();
        foreach (var other in others)
        {
            (await OpenAsync(other)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Close_SomebodyElsesSession_ChangesNothing()
    {
        await app.People.RelativeAsync("devices.mine");
        var victim = await app.People.RelativeAsync("devices.victim");
        var theirs = await app.SignedInAsync("devices.victim");
        await app.SignedInAsync("devices.mine");
        var attacker = await app.SignedInAsync("devices.mine");
        await using var db = app.OpenDb();
        var session = await db.Sessions.Where(s => s.AccountId == victim).Select(s => s.Id).SingleAsync(Cancellation);

        await attacker.OpenAsync(Place);
        await attacker.PressAsync("Déconnecter", ("appareil", session.ToString()));

        (await OpenAsync(theirs)).ShouldBeTrue();
    }

    [Fact]
    public async Task SignOut_TakesTheRowWithIt()
    {
        var id = await app.People.RelativeAsync("devices.out");
        var visitor = await app.SignedInAsync("devices.out");
        (await RowsAsync(id)).ShouldBe(1);
        await visitor.OpenAsync("/mon-compte");
        await visitor.PressAsync("Se déconnecter");
        (await RowsAsync(id)).ShouldBe(0);
    }

    [Fact]
    public async Task CookieCopiedBeforeSigningOut_OpensNothing()
    {
        await app.People.RelativeAsync("devices.stolen");
        var visitor = await app.SignedInAsync("devices.stolen");
        var here = visitor.Client.BaseAddress!;
        var thief = new Visitor(app.CreateDefaultClient(here));
        thief.Client.DefaultRequestHeaders.Add("Cookie", visitor.Cookies.GetCookieHeader(here));
        (await OpenAsync(thief)).ShouldBeTrue();
        await visitor.OpenAsync("/mon-compte");
        await visitor.PressAsync("Se déconnecter");

        (await OpenAsync(thief)).ShouldBeFalse();
    }

    [Fact]
    public async Task Merge_EndsTheAbsorbedAccountsRowsToo()
    {
        await app.People.RelativeAsync("devices.kept");
        var absorbed = await app.People.RelativeAsync("devices.absorbed");
        await app.SignedInAsync("devices.absorbed");
        await app.GatherAsync("devices.kept", "devices.absorbed");
        (await RowsAsync(absorbed)).ShouldBe(0);
    }

    [Fact]
    public async Task LastSeen_IsWrittenOnceInAFewMinutes()
    {
        var id = await app.People.RelativeAsync("devices.seen");
        var visitor = await app.SignedInAsync("devices.seen");
        (await WritesAsync(visitor)).ShouldBe(0);
        app.Clock.Advance(TimeSpan.FromMinutes(6));

        (await WritesAsync(visitor)).ShouldBe(1);
        (await WritesAsync(visitor)).ShouldBe(0);

        await using var db = app.OpenDb();
        (await db.Sessions.Where(s => s.AccountId == id).Select(s => s.LastSeenAt).SingleAsync(Cancellation)).ShouldBe(app.Clock.GetUtcNow());
    }

    /// <summary>Other work of the program, which the clock wakes, is not counted.</summary>
    private async Task<int> WritesAsync(Visitor visitor)
    {
        app.Sql.Listen();
        await visitor.OpenAsync("/aide/rattacher");
        return app.Sql.Texts!.Count(sql => Regex.IsMatch(sql, "update \\W?sessions", RegexOptions.IgnoreCase));
    }

    [Fact]
    public async Task Session_UnseenForLong_IsErasedByTheDailyJob()
    {
        var id = await app.People.RelativeAsync("devices.old");
        var now = app.Clock.GetUtcNow();
        await using (var db = app.OpenDb())
        {
            db.Sessions.AddRange(SeenAt(id, now - TimeSpan.FromHours(23)), SeenAt(id, now - TimeSpan.FromHours(25)));
            await db.SaveChangesAsync(Cancellation);
        }

        await EraseAsync();
        (await RowsAsync(id)).ShouldBe(1);
    }

    private static Session SeenAt(AccountId account, DateTimeOffset at) =>
        new()
        {
            Id = Guid.NewGuid(),
            AccountId = account,
            StartedAt = at,
            LastSeenAt = at,
            Proof = SessionProof.Password,
            Browser = "firefox",
            System = "linux",
        };

    private Task<Erasure?> EraseAsync() =>
        app.InScopeAsync(services => ((ErasePeople)services.GetService(typeof(ErasePeople))!).EraseAsync(Cancellation));

    private async Task<Visitor> SignedInAsync(string login, string userAgent)
    {
        var visitor = app.Visitor();
        visitor.Client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        await visitor.SignInAsync(login);
        return visitor;
    }

    private static Task<IHtmlDocument> CloseAsync(Visitor visitor, string name)
    {
        var item = visitor.Page.QuerySelectorAll("main li").Single(li => li.TextContent.Contains(name, StringComparison.Ordinal));
        return visitor.PressAsync("Déconnecter", ("appareil", item.QuerySelector("input[name=appareil]")!.GetAttribute("value")!));
    }

    private static async Task<bool> OpenAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/mon-compte");
        return visitor.Path.ToString() == "/mon-compte";
    }

    private async Task<int> RowsAsync(AccountId account)
    {
        await using var db = app.OpenDb();
        return await db.Sessions.CountAsync(s => s.AccountId == account, Cancellation);
    }
}
