using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rattache.Web.Data;
using Rattache.Web.Departures;
using Rattache.Web.Features.SignIn.Reset;
using Rattache.Web.Notifications;
using Rattache.Web.Outbox;

namespace Rattache.Web.Tests.App;

/// <summary>The whole application over a database of its own, with a clock that the test moves.</summary>
public class RattacheApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    // One for the run: a second process of a test opens what the first sealed.
    internal static readonly string KeyFile = Path.Combine(Directory.CreateTempSubdirectory("rattache-key-").FullName, "activation.key");
    private readonly Dictionary<string, string> settings;
    private readonly SemaphoreSlim answering = new(1);
    private TestDatabase? database;
    private bool shares;

    public RattacheApp()
        : this([]) { }

    internal RattacheApp(Dictionary<string, string> settings) => this.settings = settings;

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 9, 7, 8, 30, 0, TimeSpan.Zero));

    public TestDatabase Database => database!;

    public CommandCounter Sql { get; } = new();

    public async ValueTask InitializeAsync() => database ??= await TestDatabase.MakeAsync();

    /// <summary>Answers at a free port too, as the base address of its client options then says.</summary>
    public void Listen()
    {
        // UseKestrel(0) tells the port while the application goes on starting, and now and then comes too late.
        settings["urls"] = "http://127.0.0.1:0";
        UseKestrel();
        StartServer();
    }

    /// <summary>A second process on the same database and the same clock.</summary>
    public RattacheApp Another() => new(settings) { database = database, shares = true };

    public RattacheDb OpenDb() => Database.Open();

    public People People => new(this);

    /// <summary>Somebody with a browser and no script.</summary>
    /// <param name="at">By another name than the application's own.</param>
    public Visitor Visitor(string? at = null)
    {
        var cookies = new CookieContainerHandler();
        return new(CreateDefaultClient(at is null ? ClientOptions.BaseAddress : new(at), cookies), cookies.Container);
    }

    /// <summary>Somebody whose connection comes from that network address.</summary>
    public Visitor VisitorFrom(string address)
    {
        var visitor = Visitor();
        visitor.Client.DefaultRequestHeaders.Add(Network.Address, address);
        return visitor;
    }

    /// <summary>Runs something inside the application, as a request would.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        CommandCounter.Begin(); // not before the application has started, whose own work would follow too
        return await act(scope.ServiceProvider);
    }

    /// <summary>Answers all that was asked of it so far by who forgot a password or a login.</summary>
    public async Task AnswerAskingsAsync()
    {
        var scopes = Services.GetRequiredService<IServiceScopeFactory>();
        var dispatcher = new OutboxDispatcher(scopes, [new AskingRoute(scopes)], new(), Clock, NullLogger<OutboxDispatcher>.Instance);
        await answering.WaitAsync();
        try
        {
            await dispatcher.DispatchAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            answering.Release();
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Test");
        builder.UseSetting("ConnectionStrings:Rattache", Database.ConnectionString);
        builder.UseSetting("Activation:KeyFile", KeyFile);
        // Who administers in a test is stopped by nothing but what the test looks at; those of the second factor ask for it.
        builder.UseSetting("Administration:RequireSecondFactor", "false");
        // What a failed test says would be buried under our own lines; those who look at logs have a book of their own.
        builder.UseSetting("Logging:Console:LogLevel:Rattache.Web", "None");
        foreach (var (key, value) in settings)
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.AddSingleton<IStartupFilter, Network>();
            services.AddSingleton<IStartupFilter>(Sql);
            services.ConfigureDatabase(options => options.ShareModel().AddInterceptors(Sql));
            services.SharePages();
            services.Configure<PasswordHasherOptions>(QuickHashes.Apply);
            // A test that moves the clock by weeks or months says itself when the day's erasure and digests come.
            services.Remove(services.Single(s => s.ImplementationType == typeof(Eraser)));
            services.Remove(services.Single(s => s.ImplementationType == typeof(DigestSender)));
            // And when what somebody asked is answered (AnswerAskingsAsync): what a test then reads is all there.
            services.Remove(services.Single(s => s.ImplementationType == typeof(AskingRoute)));
        });
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (!shares)
        {
            database?.Dispose();
        }

        GC.SuppressFinalize(this);
    }
}
