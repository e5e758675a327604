using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Features.MyAccount;
using Rattache.Web.Features.MyAccount.Phones;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Phones;

public sealed class HomeTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Home_Chosen_IsTheHomePhone()
    {
        var id = await app.People.RelativeAsync("phone.home");
        var visitor = await app.SignedInAsync("phone.home");
        await visitor.OpenAsync("/mon-compte/telephone");

        await visitor.PressAsync("Enregistrer", ("numero", "+32 2 555 12 12"));

        visitor.Path.ToString().ShouldBe("/mon-compte");
        await using (var db = app.OpenDb())
        {
            var own = await db.Users.SingleAsync(c => c.Id == id, Cancellation);
            (own.HomePhone, own.PhoneNumber).ShouldBe(("+3225551212", null));
        }

        await visitor.OpenAsync("/mon-compte/telephone");
        await visitor.PressAsync("Enregistrer", ("numero", ""));
        visitor.Page.QuerySelector(".r-tip")!.TextContent.ShouldContain("effacé");
    }

    [Fact]
    public async Task Home_ChangedWhileAPadlockTurns_BothAreDone()
    {
        var id = await app.People.RelativeAsync("phone.both");
        for (var round = 0; round < 20; round++)
        {
            var open = round % 2 == 0;
            var number = $"+3225551{round:000}";
            await Task.WhenAll(ChangeAsync(number), TurnAsync(open));

            await using var db = app.OpenDb();
            var own = await db.Users.SingleAsync(c => c.Id == id, Cancellation);
            (own.HomePhone, own.ShowsHomePhone).ShouldBe((number, open));
        }

        // On threads of their own: SQLite answers before it gives the thread away.
        Task ChangeAsync(string number) =>
            Task.Run(
                () =>
                    app.InScopeAsync(async services =>
                    {
                        await services.GetRequiredService<ChangeHomePhone>().ChangeAsync(id, number, null, Cancellation);
                        return number;
                    }),
                Cancellation
            );

        Task TurnAsync(bool open) =>
            Task.Run(
                () => app.InScopeAsync(services => services.GetRequiredService<Padlocks>().TurnAsync(id, "phone", open, null, Cancellation)),
                Cancellation
            );
    }

    [Fact]
    public async Task Number_ThatCannotBe_IsRefusedAndStaysInItsField()
    {
        await app.People.RelativeAsync("phone.homeno");
        var visitor = await app.SignedInAsync("phone.homeno");
        await visitor.OpenAsync("/mon-compte/telephone");

        await visitor.PressAsync("Enregistrer", ("numero", "06 12"));

        visitor.Path.ToString().ShouldBe("/mon-compte/telephone");
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("n’est pas complet");
        visitor.Page.QuerySelector("#numero")!.GetAttribute("value").ShouldBe("06 12");
    }
}
