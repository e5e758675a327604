using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Outbox;

/// <summary>Kinds of messages that do not wait for each other.</summary>
public sealed class SideBySideTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private TestDatabase database = null!;
    private Post post = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.MakeAsync();
        post = new(database);
    }

    public async ValueTask DisposeAsync()
    {
        await post.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task Running_OneRouteIsAtItForLong_TheOtherTakesWhatComesMeanwhile()
    {
        var (slow, quick, signal) = (new HeldRoute("slow"), new HeldRoute("quick"), new OutboxSignal());
        quick.LetGo();
        await WriteAsync("slow");
        using var dispatcher = post.Dispatcher([slow, quick], signal);
        await dispatcher.StartAsync(Cancellation);
        await slow.Sending.WaitAsync(Patience, Cancellation);
        await quick.Round.WaitAsync(Patience, Cancellation); // it has found nothing

        await WriteAsync("quick");
        signal.Wake();

        await quick.Sending.WaitAsync(Patience, Cancellation);
        slow.Round.IsCompleted.ShouldBeFalse();
        slow.LetGo();
        await dispatcher.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Dispatch_ManyDigestsAreDue_TheLetterBehindThemLeavesWithoutThem()
    {
        await using var server = new SmtpServer();
        await using (var db = database.Open())
        {
            foreach (var i in Enumerable.Range(0, 3))
            {
                Post.Mails.EnqueueDigest(db, post.Clock.GetUtcNow(), $"digest{i}@example.org", "Résumé", "Bonjour", new("https://ent.example/stop"));
            }

            await db.SaveChangesAsync(Cancellation);
        }

        post.Clock.Advance(TimeSpan.FromSeconds(1));
        await post.Write("f.cavel@example.org");

        await post.Dispatcher(server.Port).DispatchAsync(Cancellation);

        server.Letters.ShouldHaveSingleItem().To.Mailboxes.Single().Address.ShouldBe("f.cavel@example.org");
    }

    [Fact]
    public async Task EveryKindOfLetter_HasItsRoute()
    {
        await using var app = new RattacheApp();
        await app.InitializeAsync();
        app.Services.GetServices<IOutboxRoute>().Select(route => route.Type).ShouldBe(OutboxMessage.LetterTypes, ignoreOrder: true);
    }

    private async Task WriteAsync(string type)
    {
        await using var db = database.Open();
        db.Outbox.Add(Announcement.Of(type, new { }, post.Clock.GetUtcNow()));
        await db.SaveChangesAsync(Cancellation);
    }

    /// <summary>Sends once it is let go.</summary>
    private sealed class HeldRoute(string type) : IOutboxRoute, IOutboxTransport
    {
        private readonly TaskCompletionSource sending = Source();
        private readonly TaskCompletionSource round = Source();
        private readonly TaskCompletionSource free = Source();

        public string Type => type;

        public bool IsOpen => true;

        /// <summary>Done when a message has come here.</summary>
        public Task Sending => sending.Task;

        /// <summary>Done when a round is over.</summary>
        public Task Round => round.Task;

        public void LetGo() => free.SetResult();

        public void Announce() { }

        public bool IsOver(OutboxMessage message, DateTimeOffset now) => false;

        public IOutboxTransport Open() => this;

        public Task SendAsync(OutboxMessage message, CancellationToken cancellation)
        {
            sending.SetResult();
            return free.Task;
        }

        public void Dispose() => round.TrySetResult();

        private static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
