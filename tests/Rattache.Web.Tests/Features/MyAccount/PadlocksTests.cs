using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Audit;
using Rattache.Web.Features.MyAccount;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount;

public sealed class PadlocksTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Turn_EachPadlock_OpensThatOneAndSaysSo()
    {
        var id = await app.People.RelativeAsync("padlock.all");
        foreach (var name in new[] { "email", "phone", "mobile", "birth-date" })
        {
            (await TurnAsync(name, open: true)).ShouldBeTrue();
            (await TurnAsync(name, open: true)).ShouldBeTrue();
        }

        await TurnAsync("mobile", open: false);

        await using var db = app.OpenDb();
        var own = await db.Users.SingleAsync(c => c.Id == id, Cancellation);
        (own.ShowsEmail, own.ShowsHomePhone, own.ShowsMobilePhone, own.ShowsBirthDate).ShouldBe((true, true, false, true));
        var outcomes = await db
            .Audit.Where(e => e.Subject == id && e.Kind == AuditKinds.PadlockChanged)
            .OrderBy(e => e.Id)
            .Select(e => e.Outcome)
            .ToListAsync(Cancellation);
        outcomes.Order().ShouldBe(["ok/birth-date/open", "ok/email/open", "ok/mobile/closed", "ok/mobile/open", "ok/phone/open"]);

        Task<bool> TurnAsync(string name, bool open) =>
            app.InScopeAsync(services => services.GetRequiredService<Padlocks>().TurnAsync(id, name, open, null, Cancellation));
    }

    [Fact]
    public async Task Turn_NoSuchPadlock_ChangesNothing()
    {
        var id = await app.People.RelativeAsync("padlock.none");
        (
            await app.InScopeAsync(services => services.GetRequiredService<Padlocks>().TurnAsync(id, "password", true, null, Cancellation))
        ).ShouldBeFalse();
    }

    [Fact]
    public async Task Turn_TwoAtOnce_BothAreDone()
    {
        var id = await app.People.RelativeAsync("padlock.both");
        for (var round = 0; round < 20; round++)
        {
            var open = round % 2 == 0;
            var turned = await Task.WhenAll(TurnAsync("email", open), TurnAsync("phone", open));

            turned.ShouldBe([true, true]);
            await using var db = app.OpenDb();
            var own = await db.Users.SingleAsync(c => c.Id == id, Cancellation);
            (own.ShowsEmail, own.ShowsHomePhone).ShouldBe((open, open));
        }

        // On a thread of its own: SQLite answers before it gives the thread away.
        Task<bool> TurnAsync(string name, bool open) =>
            Task.Run(
                () => app.InScopeAsync(services => services.GetRequiredService<Padlocks>().TurnAsync(id, name, open, null, Cancellation)),
                Cancellation
            );
    }

    [Fact]
    public async Task Button_OnMyAccount_TurnsThePadlock()
    {
        await app.People.RelativeAsync("padlock.page");
        var visitor = await app.SignedInAsync("padlock.page");
        await visitor.OpenAsync("/mon-compte");

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await visitor.PressAsync("Masquée");

        visitor.Path.ToString().ShouldBe("/mon-compte");
        visitor.Page.QuerySelectorAll(".r-lock").Count(b => b.TextContent.Contains("Visible", StringComparison.Ordinal)).ShouldBe(1);
        await visitor.OpenAsync("/mon-compte/historique");
        visitor.Page.QuerySelector("main ol > li")!.TextContent.ShouldContain("Adresse courrielle");
    }
}
