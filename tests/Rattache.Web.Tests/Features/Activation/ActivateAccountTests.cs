using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Activation;

/// <summary>Between typing the code and choosing the password half an hour may pass; what counts is what is there at its end.</summary>
public sealed class ActivateAccountTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Activate_LockedMeanwhile_IsRefused_AndTheCodeIsGoodOnceUnlocked()
    {
        var (id, code) = await app.NotActivatedAsync("meanwhile.locked");
        var visitor = await TypeAsync("meanwhile.locked", code);
        await app.LockAsync(id);

        await ShouldBeSentBackAsync(visitor);
        await NothingActivatedAsync(id);

        await app.LockAsync(id, locked: false);
        await app.ActivateAsync("meanwhile.locked", code);
    }

    [Fact]
    public async Task Activate_GatheredByItsCodeAndDetachedMeanwhile_IsRefused()
    {
        await app.People.RelativeAsync("meanwhile.kept");
        var (id, code) = await app.NotActivatedAsync("meanwhile.taken");
        var finder = await TypeAsync("meanwhile.taken", code);
        await (await app.GatherByCodeAsync("meanwhile.kept", "meanwhile.taken", code)).DetachAsync();

        await ShouldBeSentBackAsync(finder);
        await NothingActivatedAsync(id);
    }

    [Fact]
    public async Task Activate_OncePerCode()
    {
        var (_, code) = await app.NotActivatedAsync("meanwhile.twice");
        var late = await TypeAsync("meanwhile.twice", code);
        await app.ActivateAsync("meanwhile.twice", code);

        await ShouldBeSentBackAsync(late);
    }

    private async Task<Visitor> TypeAsync(string login, string code)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync("/activation");
        await visitor.PressAsync("Continuer", ("identifiant", login), ("code", code));
        visitor.Path.ToString().ShouldBe("/activation/compte", visitor.Page.Body!.TextContent);
        return visitor;
    }

    private static async Task ShouldBeSentBackAsync(Visitor visitor)
    {
        await visitor.ChooseAsync("finder@example.org");
        visitor.Path.ToString().ShouldBe("/activation");
        visitor.Page.QuerySelector(".r-note[role=status]").ShouldNotBeNull();
    }

    private async Task NothingActivatedAsync(AccountId id)
    {
        await using var db = app.OpenDb();
        (await db.Users.AnyAsync(c => c.Id == id && c.PasswordHash != null, Cancellation)).ShouldBeFalse();
        (await db.ActivationCodes.AnyAsync(c => c.AccountId == id, Cancellation)).ShouldBeTrue();
    }
}
