using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Held;

/// <summary>Letters and text messages that wait are held too; whoever only says that an address is theirs reads no code here.</summary>
public sealed partial class LettersTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string NotShown = "Ce message contient un code. Il ne s’affiche pas ici.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => app.Clock.GetUtcNow();

    [Theory]
    [InlineData(Channel.Mail, "letters.mail", "theirs@example.org")]
    [InlineData(Channel.Sms, "letters.sms", "+33639980177")]
    public async Task CodeToAnAddressThatIsNotProven_IsListed_WithoutItsWords(Channel channel, string login, string address)
    {
        await ProveAsync(channel, login, address);
        var code = await CodeToAsync(address);

        var main = await ReadAsync(login);

        main.ShouldContain(address);
        main.ShouldContain(NotShown);
        main.ShouldNotContain(code);
        main.ShouldNotContain("Votre code");
    }

    [Theory]
    [InlineData(Channel.Mail, "letters.here", "letters.there", "both@example.org")]
    [InlineData(Channel.Sms, "letters.here-sms", "letters.there-sms", "+33639980176")]
    public async Task CodeThatSomebodyElseWaitsFor_AtTheSameAddress_IsNotListed(Channel channel, string login, string other, string address)
    {
        await ProveAsync(channel, login, address);
        await ProveAsync(channel, other, address);

        var main = await ReadAsync(login);

        main.Split(NotShown).Length.ShouldBe(2, "one's own alone");
    }

    [Theory]
    [InlineData(Channel.Mail, "letters.reset", "reset@example.org")]
    [InlineData(Channel.Sms, "letters.reset-sms", "+33639980178")]
    public async Task CodeForANewPassword_IsListed_WithoutItsWords(Channel channel, string login, string address)
    {
        await VerifiedAsync(channel, login, address);
        await WriteAsync(channel, address, "reset-code", Now.AddMinutes(30), "123 456", login, Now.AddMinutes(30), "");

        var main = await ReadAsync(login);

        main.ShouldContain(NotShown);
        main.ShouldNotContain("123 456");
    }

    [Theory]
    [InlineData(Channel.Mail, "letters.words", "words@example.org")]
    [InlineData(Channel.Sms, "letters.words-sms", "+33639980179")]
    public async Task WhatHoldsNoCode_IsReadWhole(Channel channel, string login, string address)
    {
        await VerifiedAsync(channel, login, address);
        await WriteAsync(channel, address, "password-changed", until: null, login, "hier");

        var main = await ReadAsync(login);

        main.ShouldContain($"{login} a changé le hier");
        main.ShouldNotContain(NotShown);
    }

    private async Task ProveAsync(Channel channel, string login, string address)
    {
        var id = await app.People.RelativeAsync(login);
        await WriteAsync(
            async (services, db) =>
                (
                    await services.GetRequiredService<ContactProof>().StartAsync(db, id, login, new(channel, address), Now, from: null, Cancellation)
                ).ShouldBe(ProofStart.Sent)
        );
    }

    private Task<AccountId> VerifiedAsync(Channel channel, string login, string address) =>
        app.People.RelativeAsync(
            login,
            with: p => (p.Email, p.Mobile) = (channel == Channel.Mail ? address : null, channel == Channel.Sms ? address : null)
        );

    private Task<int> WriteAsync(Channel channel, string address, string code, DateTimeOffset? until, params object?[] args) =>
        WriteAsync(
            (services, db) =>
            {
                services.GetRequiredService<Messages>().Enqueue(db, Now, new(channel, address), code, until, args);
                return Task.CompletedTask;
            }
        );

    private Task<int> WriteAsync(Func<IServiceProvider, RattacheDb, Task> write) =>
        app.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<RattacheDb>();
            await write(services, db);
            return await db.SaveChangesAsync(Cancellation);
        });

    private async Task<string> CodeToAsync(string address)
    {
        await using var db = app.OpenDb();
        var payloads = await db.Outbox.Select(m => m.Payload).ToListAsync(Cancellation);
        return Code().Match(payloads.Single(p => p.Contains(address.TrimStart('+'), StringComparison.Ordinal))).Value;
    }

    private async Task<string> ReadAsync(string login)
    {
        var visitor = await app.SignedInAsync(login);
        await visitor.OpenAsync("/mon-compte/mes-donnees");
        await visitor.PressAsync("Voir mes données");
        return visitor.Page.QuerySelector("main")!.TextContent;
    }

    [GeneratedRegex("[0-9]{3} [0-9]{3}")]
    private static partial Regex Code();
}
