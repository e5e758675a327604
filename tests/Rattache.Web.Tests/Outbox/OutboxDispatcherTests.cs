using Microsoft.EntityFrameworkCore;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Outbox;

public sealed class OutboxDispatcherTests : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private readonly SmtpServer server = new();
    private TestDatabase database = null!;
    private Post post = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.MakeAsync();
        post = new(database);
    }

    public async ValueTask DisposeAsync()
    {
        await post.DisposeAsync();
        await server.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task Dispatch_DueMail_IsSentOnceAndItsWordsGo()
    {
        var id = await post.Write("f.cavel@example.org");

        await post.Dispatcher(server.Port).DispatchAsync(Cancellation);
        await post.Dispatcher(server.Port).DispatchAsync(Cancellation);

        var letter = server.Letters.ShouldHaveSingleItem();
        letter.MessageId.ShouldBe($"{id:N}@ent.example");
        letter.To.Mailboxes.Single().Address.ShouldBe("f.cavel@example.org");
        letter.Subject.ShouldBe("Votre mot de passe a changé");
        letter.TextBody!.ShouldContain("franck.cavel");
        letter.HtmlBody!.ShouldContain("franck.cavel");
        var message = await Message(id);
        message.DeliveredAt.ShouldBe(post.Clock.GetUtcNow());
        message.Payload.ShouldBeEmpty();
    }

    [Fact]
    public async Task Dispatch_MailRefusedForNow_IsTriedAgainLaterAndLater()
    {
        var id = await post.Write("f.cavel@example.org");
        server.OnRecipient = address => $"451 <{address}> greylisted";
        var dispatcher = post.Dispatcher(server.Port);

        await dispatcher.DispatchAsync(Cancellation);
        var message = await Message(id);
        message.DueAt.ShouldBe(post.Clock.GetUtcNow() + TimeSpan.FromSeconds(15));
        message.LastError.ShouldBe("451 <…> greylisted");

        server.OnRecipient = _ => null;
        await dispatcher.DispatchAsync(Cancellation);
        server.Letters.ShouldBeEmpty();

        post.Clock.Advance(TimeSpan.FromSeconds(15));
        await dispatcher.DispatchAsync(Cancellation);
        server.Letters.ShouldHaveSingleItem();
        (await Message(id)).LastError.ShouldBeNull();
    }

    [Fact]
    public async Task Dispatch_OneMailRefusedForGood_HoldsUpNoOther()
    {
        var refused = await post.Write("personne@example.org");
        post.Clock.Advance(TimeSpan.FromSeconds(1));
        await post.Write("f.cavel@example.org");
        server.OnRecipient = address => address.StartsWith("personne", StringComparison.Ordinal) ? "550 no such mailbox" : null;

        await post.Dispatcher(server.Port).DispatchAsync(Cancellation);

        server.Letters.ShouldHaveSingleItem().To.Mailboxes.Single().Address.ShouldBe("f.cavel@example.org");
        (await Message(refused)).DeliveredAt.ShouldBeNull();
    }

    [Fact]
    public async Task Dispatch_ServerHangsUpBeforeItsAnswer_SendsTheSameMessageIdAgain()
    {
        var id = await post.Write("f.cavel@example.org");
        server.DropsAfterLetter = true;
        var dispatcher = post.Dispatcher(server.Port);
        await dispatcher.DispatchAsync(Cancellation);
        (await Message(id)).DeliveredAt.ShouldBeNull();

        server.DropsAfterLetter = false;
        post.Clock.Advance(TimeSpan.FromMinutes(1));
        await dispatcher.DispatchAsync(Cancellation);

        server.Letters.Select(letter => letter.MessageId).ShouldBe([$"{id:N}@ent.example", $"{id:N}@ent.example"]);
        (await Message(id)).DeliveredAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Dispatch_DeadProcessLeftAClaim_IsTakenOverAfterItsLease()
    {
        var id = await post.Write("f.cavel@example.org");
        await using (var db = database.Open())
        {
            (await db.ClaimMessageAsync(Mail.Type, post.Clock.GetUtcNow(), Cancellation))!.Id.ShouldBe(id);
        }

        await post.Dispatcher(server.Port).DispatchAsync(Cancellation);
        server.Letters.ShouldBeEmpty();

        post.Clock.Advance(OutboxClaims.Lease);
        await post.Dispatcher(server.Port).DispatchAsync(Cancellation);
        server.Letters.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Dispatch_ManyAtOnce_EachMailLeavesOnce()
    {
        foreach (var i in Enumerable.Range(0, 30))
        {
            await post.Write($"parent{i}@example.org");
        }

        await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => post.Dispatcher(server.Port).DispatchAsync(Cancellation), Cancellation))
        );

        server.Letters.Count.ShouldBe(30);
        server.Letters.Select(letter => letter.MessageId).Distinct().Count().ShouldBe(30);
    }

    [Fact]
    public async Task Dispatch_ServerAway_TriesOneAndLeavesTheRest()
    {
        var first = await post.Write("un@example.org");
        post.Clock.Advance(TimeSpan.FromSeconds(1));
        var second = await post.Write("deux@example.org");
        int closed;
        await using (var gone = new SmtpServer())
        {
            closed = gone.Port;
        }

        await post.Dispatcher(closed).DispatchAsync(Cancellation);

        (await Message(first)).Attempts.ShouldBe(1);
        (await Message(second)).Attempts.ShouldBe(0);
    }

    [Fact]
    public async Task Dispatch_Event_StaysForTheServicesToCome()
    {
        await using var db = database.Open();
        var now = post.Clock.GetUtcNow();
        db.Outbox.Add(
            new()
            {
                Id = Guid.CreateVersion7(now),
                Type = "accounts.merged",
                Payload = "{}",
                CreatedAt = now,
                DueAt = now,
            }
        );
        await db.SaveChangesAsync(Cancellation);

        await post.Dispatcher(server.Port).DispatchAsync(Cancellation);

        var message = await db.Outbox.AsNoTracking().SingleAsync(Cancellation);
        (message.DeliveredAt, message.Attempts, message.Payload).ShouldBe((null, 0, "{}"));
    }

    [Fact]
    public async Task Running_MailAfterStart_LeavesOnTheSignal()
    {
        var signal = new OutboxSignal();
        var taken = new TaskCompletionSource();
        server.OnLetter = _ =>
        {
            taken.TrySetResult();
            return null;
        };
        using var dispatcher = post.Dispatcher(server.Port, signal);
        await dispatcher.StartAsync(Cancellation);
        await post.Write("f.cavel@example.org");

        signal.Wake();
        await taken.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        await dispatcher.StopAsync(Cancellation);
        server.Letters.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Running_InProductionWithoutServer_KeepsTheMail()
    {
        var id = await post.Write("f.cavel@example.org");
        using var dispatcher = post.Dispatcher(new MailSettings(), "Production");

        await dispatcher.StartAsync(Cancellation);
        await dispatcher.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);

        (await Message(id)).Attempts.ShouldBe(0);
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 30)]
    [InlineData(8, 1920)]
    [InlineData(9, 3600)]
    [InlineData(5000, 3600)]
    public void Wait_GrowsToAnHour(int attempts, int seconds) => OutboxClaims.WaitAfter(attempts).ShouldBe(TimeSpan.FromSeconds(seconds));

    private async Task<OutboxMessage> Message(Guid id)
    {
        await using var db = database.Open();
        return await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id, Cancellation);
    }
}
