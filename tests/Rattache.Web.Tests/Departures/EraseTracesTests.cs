using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Departures;
using Rattache.Web.Features.SignIn.Reset;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Departures;

public sealed class EraseTracesTests : IAsyncLifetime
{
    private readonly RattacheApp app = new(new() { ["Retention:Devices"] = "100.00:00:00", ["Retention:Mails"] = "10.00:00:00" });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => app.Clock.GetUtcNow();

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task Devices_NotSeenSinceTheSetting_AreForgotten_AndNoOther()
    {
        var id = await app.People.RelativeAsync("traces.devices");
        await using var db = app.OpenDb();
        foreach (var days in new[] { 99, 100, 101, 400 })
        {
            db.KnownDevices.Add(
                new()
                {
                    AccountId = id,
                    DeviceId = Guid.NewGuid(),
                    LastUsedAt = Now.AddDays(-days),
                }
            );
        }

        await db.SaveChangesAsync(Cancellation);

        (await EraseAsync()).Devices.ShouldBe(2);

        (await db.KnownDevices.MinAsync(d => d.LastUsedAt, Cancellation)).ShouldBe(Now.AddDays(-100));
    }

    [Fact]
    public async Task Mails_SentOrNot_GoWithTheSetting_AndEventsStay()
    {
        await using var db = app.OpenDb();
        var old = new[]
        {
            Message(Mail.Type, 11, sent: true),
            Message(Mail.Type, 11, sent: false),
            Message(Mail.DigestType, 11, sent: false),
            Message(Sms.Type, 11, sent: true),
            Message(Asking.Type, 11, sent: true),
        };
        var kept = new[] { Message(Mail.Type, 9, sent: true), Message(Mail.Type, 9, sent: false), Message("accounts.merged", 900, sent: false) };
        db.Outbox.AddRange([.. old, .. kept]);
        await db.SaveChangesAsync(Cancellation);

        (await EraseAsync()).Mails.ShouldBe(old.Length);

        (await db.Outbox.Select(m => m.Id).ToListAsync(Cancellation)).ShouldBe(kept.Select(m => m.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task Codes_ThatRanOut_GoWithTheAddressTheyWereSentTo()
    {
        var (over, alive) = (await app.People.RelativeAsync("traces.over"), await app.People.RelativeAsync("traces.alive"));
        await using var db = app.OpenDb();
        foreach (var (id, ends) in new[] { (over, -1), (alive, 1) })
        {
            db.AddressProofs.Add(
                new()
                {
                    AccountId = id,
                    Channel = Channel.Mail,
                    Address = "nouvelle@example.org",
                    CodeHash = [1],
                    Salt = [2],
                    ExpiresAt = Now.AddMinutes(ends),
                }
            );
            db.PasswordResets.Add(
                new()
                {
                    AccountId = id,
                    CodeHash = [1],
                    Salt = [2],
                    ExpiresAt = Now.AddMinutes(ends),
                }
            );
        }

        await db.SaveChangesAsync(Cancellation);

        (await EraseAsync()).Codes.ShouldBe(2);

        (await db.AddressProofs.Select(p => p.AccountId).ToListAsync(Cancellation)).ShouldBe([alive]);
        (await db.PasswordResets.Select(r => r.AccountId).ToListAsync(Cancellation)).ShouldBe([alive]);
    }

    [Fact]
    public async Task MoreThanABatch_AllGo()
    {
        await using var db = app.OpenDb();
        db.Outbox.AddRange(Enumerable.Range(0, EraseTraces.Batch + 3).Select(_ => Message(Mail.Type, 20, sent: true)));
        await db.SaveChangesAsync(Cancellation);
        (await EraseAsync()).Mails.ShouldBe(EraseTraces.Batch + 3);
        (await db.Outbox.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    private Task<Traces> EraseAsync() => app.InScopeAsync(services => services.GetRequiredService<EraseTraces>().EraseAsync(Cancellation));

    private OutboxMessage Message(string type, int daysAgo, bool sent) =>
        new()
        {
            Id = Guid.CreateVersion7(Now.AddDays(-daysAgo)),
            Type = type,
            Payload = sent ? "" : "{}",
            CreatedAt = Now.AddDays(-daysAgo),
            DueAt = Now.AddDays(-daysAgo),
            DeliveredAt = sent ? Now.AddDays(-daysAgo) : null,
        };
}
