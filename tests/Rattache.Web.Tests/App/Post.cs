using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Rattache.Web.Data;
using Rattache.Web.Outbox;

namespace Rattache.Web.Tests.App;

/// <summary>Dispatchers over one database, as several processes would run them.</summary>
public sealed class Post(TestDatabase database) : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddDatabase(database.ConnectionString).BuildServiceProvider();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 9, 1, 8, 0, 0, TimeSpan.Zero));

    public static Mails Mails { get; } = new(new(), Options.Create(new Settings()));

    public OutboxDispatcher Dispatcher(int port, OutboxSignal? signal = null) => Dispatcher(Server(port), "Production", signal);

    public OutboxDispatcher Dispatcher(MailSettings settings, string environment, OutboxSignal? signal = null) =>
        Dispatcher([Route(settings, environment)], signal);

    public OutboxDispatcher Dispatcher(IEnumerable<IOutboxRoute> routes, OutboxSignal? signal = null) =>
        new(services.GetRequiredService<IServiceScopeFactory>(), routes, signal ?? new(), Clock, NullLogger<OutboxDispatcher>.Instance);

    public static MailRoute Route(MailSettings settings, string environment = "Production") =>
        new(Options.Create(settings), new Place(environment), NullLogger<MailRoute>.Instance);

    /// <summary>With the product's own client: no redirections, no cookies.</summary>
    public static SmsRoute Route(SmsSettings settings, string environment = "Production")
    {
        var clients = new ServiceCollection();
        clients.AddSingleton(Options.Create(settings));
        clients.AddSmsClient();
        return new(
            Options.Create(settings),
            clients.BuildServiceProvider().GetRequiredService<IHttpClientFactory>(),
            new Place(environment),
            NullLogger<SmsRoute>.Instance
        );
    }

    public async Task<Guid> Write(string address)
    {
        await using var db = database.Open();
        Mails.Enqueue(db, Clock.GetUtcNow(), new(address, default), "password-changed", "franck.cavel", Clock.GetUtcNow());
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return db.ChangeTracker.Entries<OutboxMessage>().Single().Entity.Id;
    }

    public async Task<Guid> WriteSms(string number, string text = "Code 123 456", TimeSpan? life = null)
    {
        await using var db = database.Open();
        var now = Clock.GetUtcNow();
        var message = new OutboxMessage
        {
            Id = Guid.CreateVersion7(now),
            Type = Sms.Type,
            Payload = new Sms(number, text, now + life).ToPayload(),
            CreatedAt = now,
            DueAt = now,
        };
        db.Outbox.Add(message);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return message.Id;
    }

    public static MailSettings Server(int port) =>
        new()
        {
            Host = "127.0.0.1",
            Port = port,
            Security = MailSecurity.None,
            From = "Rattache <ne-pas-repondre@ent.example>",
        };

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "rattache";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
