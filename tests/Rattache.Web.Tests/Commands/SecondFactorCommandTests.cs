using Microsoft.EntityFrameworkCore;
using Rattache.Web.Audit;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Commands;

public sealed class SecondFactorCommandTests : IAsyncLifetime
{
    private readonly RattacheApp app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task SecondFactor_OfWhoLostIt_LeavesThePasswordAlone()
    {
        var id = await app.People.RelativeAsync("factor.lost", with: p => p.Email = "factor.lost@example.org");
        var open = await app.SignedInAsync("factor.lost");
        await app.TurnOnSecondFactorAsync(open);
        await open.AddPasskeyAsync();

        var (code, output) = await app.RunVerbAsync("second-factor", "factor.lost");

        code.ShouldBe(0);
        output.TrimEnd().ShouldBe("La double vérification et les clés d’accès de factor.lost sont retirées. Ses appareils sont déconnectés.");
        await open.OpenAsync("/mon-compte");
        open.Path.ToString().ShouldStartWith("/connexion");
        (await app.SignedInAsync("factor.lost")).Path.ToString().ShouldBe("/mes-enfants");
        await using var db = app.OpenDb();
        (await db.UserTokens.AnyAsync(t => t.UserId == id, Cancellation)).ShouldBeFalse();
        (await db.UserPasskeys.AnyAsync(p => p.UserId == id, Cancellation)).ShouldBeFalse();
        (await app.MailsToAsync("factor.lost@example.org")).ShouldContain(m => m.Subject == "La double vérification est désactivée");
        var line = await db.Audit.SingleAsync(e => e.Kind == AuditKinds.SecondFactorOff, Cancellation);
        (line.Actor, line.Subject, line.Outcome).ShouldBe((null, id, AuditKinds.Ok));
    }

    [Fact]
    public async Task SecondFactor_ByAnAbsorbedLogin_IsTheKeptAccounts()
    {
        await app.People.RelativeAsync("factor.kept");
        await app.People.RelativeAsync("factor.absorbed");
        await app.TurnOnSecondFactorAsync(await app.GatherAsync("factor.kept", "factor.absorbed"));

        (await app.RunVerbAsync("second-factor", "factor.absorbed")).Code.ShouldBe(0);

        (await app.SignedInAsync("factor.kept")).Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task SecondFactor_OfWhoLostIt_EndsTheKeyThatSomebodyMayHold()
    {
        app.Clock.SetUtcNow(DateTimeOffset.UtcNow); // the verb's clock is the machine's
        await app.People.RelativeAsync("factor.keyed");
        await app.People.RelativeAsync("factor.pastes");
        var key = await app.KeyOfAsync("factor.keyed");

        (await app.RunVerbAsync("second-factor", "factor.keyed")).Code.ShouldBe(0);

        var visitor = await app.SignedInAsync("factor.pastes");
        await visitor.PasteAsync(key);
        visitor.Page.QuerySelector("[role=alert]")!.TextContent.ShouldContain("Cette clé ne fonctionne pas");
    }

    [Theory]
    [InlineData("factor.nobody")]
    [InlineData("factor.sheet")]
    public async Task SecondFactor_OfNobodyOrWhoHasNotActivated_SaysSoAndChangesNothing(string login)
    {
        await app.NotActivatedAsync("factor.sheet");
        await app.People.RelativeAsync("factor.keeps");
        await app.TurnOnSecondFactorAsync(await app.SignedInAsync("factor.keeps"));

        var (code, output) = await app.RunVerbAsync("second-factor", login);

        code.ShouldBe(2);
        output.TrimEnd().ShouldBe($"Personne ne s’appelle {login}, ou son compte n’est pas encore activé.");
        (await app.SignedInAsync("factor.keeps")).Path.ToString().ShouldBe("/connexion/verification");
        await using var db = app.OpenDb();
        (await db.Audit.AnyAsync(e => e.Kind == AuditKinds.SecondFactorOff, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task SecondFactor_WithoutALogin_ExitsWithTwo() => (await app.RunVerbAsync("second-factor")).Code.ShouldBe(2);
}
