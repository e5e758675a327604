using Microsoft.EntityFrameworkCore;
using Rattache.Web.Features.SignIn.Reset;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn.Reset;

/// <summary>What somebody forgot is written down first, and looked up after the answer.</summary>
public sealed class AskingTests : IAsyncLifetime
{
    private readonly RattacheApp app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("/mot-de-passe-oublie", "Recevoir le code", "identifiant", "known@example.org", "nobody@example.org")]
    [InlineData("/mot-de-passe-oublie", "Recevoir le code", "identifiant", "asking.known", "asking.nobody")]
    [InlineData("/identifiant-oublie", "Recevoir mes identifiants", "contact", "known@example.org", "nobody@example.org")]
    public async Task Request_CostsTheSameCommands_ForSomebodyAndForNobody(string page, string button, string field, string known, string unknown)
    {
        await app.People.RelativeAsync("asking.known", with: p => p.Email = "known@example.org");
        await CommandsAsync(page, button, field, unknown); // the first one of all
        (await CommandsAsync(page, button, field, known)).ShouldBe(await CommandsAsync(page, button, field, unknown));
    }

    [Fact]
    public async Task Answered_NothingOfWhatWasTypedStays()
    {
        await app.People.RelativeAsync("asking.kept", with: p => p.Email = "kept@example.org");
        await AskAsync("asking.kept");
        (await PayloadAsync()).ShouldContain("asking.kept");

        await app.AnswerAskingsAsync();

        (await PayloadAsync()).ShouldBeEmpty();
        (await app.MailsToAsync("kept@example.org")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task NotAnsweredWithinHalfAnHour_IsNotAnsweredAnyMore()
    {
        await app.People.RelativeAsync("asking.late", with: p => p.Email = "late@example.org");
        await AskAsync("asking.late");
        app.Clock.Advance(PasswordReset.Life);

        (await app.MailsToAsync("late@example.org")).ShouldBeEmpty();

        (await PayloadAsync()).ShouldBeEmpty();
    }

    private async Task<int> CommandsAsync(string page, string button, string field, string typed)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync(page);
        app.Sql.Reset();
        await visitor.PressAsync(button, (field, typed));
        return app.Sql.Commands;
    }

    private async Task AskAsync(string login)
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync("/mot-de-passe-oublie");
        await visitor.PressAsync("Recevoir le code", ("identifiant", login));
        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/code");
    }

    private async Task<string> PayloadAsync()
    {
        await using var db = app.OpenDb();
        return (await db.Outbox.SingleAsync(m => m.Type == Asking.Type, Cancellation)).Payload;
    }
}
