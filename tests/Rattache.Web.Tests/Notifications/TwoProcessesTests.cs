using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Notifications;

/// <summary>Two hosts over one database, a clock that also sleeps for a week: each person gets exactly what they chose, once.</summary>
public sealed class TwoProcessesTests : IAsyncLifetime
{
    private readonly RattacheApp one = new();
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 9, 7, 8, 30, 0, TimeSpan.Zero));
    private RattacheApp other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await one.InitializeAsync();
        other = one.Another();
    }

    public async ValueTask DisposeAsync()
    {
        await other.DisposeAsync();
        await one.DisposeAsync();
    }

    [Fact]
    public async Task FiveHundredPeople_TwoHosts_AWeekAsleep_EachGetsWhatTheyChose_Once()
    {
        var crowd = new Crowd(one, clock, new(Seed.Value), 500);
        await crowd.SettleAsync();

        await TickAsync(crowd, 30, TimeSpan.FromMinutes(50));
        await TickAsync(crowd, 1, TimeSpan.FromDays(7));
        await TickAsync(crowd, 26, TimeSpan.FromMinutes(61));
        await TickAsync(crowd, 2, TimeSpan.FromDays(7) + TimeSpan.FromMinutes(17));

        crowd.Expected.Count.ShouldBeGreaterThan(1_000);
        (await crowd.WrittenAsync()).Order(StringComparer.Ordinal).ShouldBe(crowd.Expected.Order(StringComparer.Ordinal), Seed.Said);
    }

    [Fact]
    public async Task SentBySmtp_FromBothProcesses_OneLetterEach_WithItsUnsubscribing()
    {
        await using var server = new SmtpServer();
        await using var post = new Post(one.Database);
        var crowd = new Crowd(one, clock, new(Seed.Value), 40);
        await crowd.SettleAsync();
        await TickAsync(crowd, 3, TimeSpan.FromDays(7));
        post.Clock.SetUtcNow(clock.GetUtcNow());
        var written = await crowd.WrittenAsync();

        var mails = Post.Route(Post.Server(server.Port));
        await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ => Task.Run(() => post.Dispatcher([mails, new DigestRoute(mails)]).DispatchAsync(Cancellation), Cancellation))
        );

        written.Order(StringComparer.Ordinal).ShouldBe(crowd.Expected.Order(StringComparer.Ordinal), Seed.Said);
        server
            .Letters.Select(l => $"{l.Date.UtcDateTime:MM-dd HH:mm} {l.To.Mailboxes.Single().Address}")
            .ShouldBe(crowd.Expected.Select(e => e.Split(':')[0] + ":" + e.Split(':')[1]), ignoreOrder: true, Seed.Said);
        server.Letters.ShouldAllBe(l => l.Headers["List-Unsubscribe"]!.StartsWith("<http://localhost:5080/desabonnement/", StringComparison.Ordinal));
        await using var db = one.OpenDb();
        (await db.Outbox.AllAsync(m => m.Payload == "", Cancellation)).ShouldBeTrue("what was sent is not kept");
    }

    /// <summary>Something happens, time passes, and both processes wake at once, each of them twice over.</summary>
    private async Task TickAsync(Crowd crowd, int times, TimeSpan pause)
    {
        for (var i = 0; i < times; i++)
        {
            await crowd.LiveAsync();
            clock.Advance(pause);
            crowd.Expect();
            await Task.WhenAll(new[] { one, other, one, other }.Select(app => Task.Run(() => app.SendDigestsAsync(clock), Cancellation)));
        }
    }
}
