using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Demo;
using Rattache.Web.Tests.App;

namespace Rattache.Browser.Tests.App;

/// <summary>The whole application on a port of its own, over a database of its own that holds the demo directory.</summary>
public sealed class Site(Chromium chromium) : IAsyncLifetime
{
    private RattacheApp? app;
    private Parent? last;

    public RattacheApp App => app!;

    /// <summary>Where the application's text messages go.</summary>
    public SmsGateway Sms { get; } = new();

    public People People => App.People;

    public Uri Address => App.ClientOptions.BaseAddress;

    public static async Task<Site> OpenAsync(Chromium chromium)
    {
        var site = new Site(chromium);
        await site.InitializeAsync();
        return site;
    }

    public async ValueTask InitializeAsync()
    {
        await Sms.InitializeAsync();
        app = new(
            new(Sms.Settings)
            {
                ["Activation:KeyFile"] = Path.Combine(Screenshots.Root(), "artifacts", "browser-tests-activation.key"),
                // As a published program, which says to keep what is named after its content; that of a build would be fetched page after page.
                ["EnableStaticAssetsDevelopmentCaching"] = "true",
                // Its warning that a test's keys lie open would bury what a failed test says.
                ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
            }
        );
        await App.InitializeAsync();
        App.Listen();
        await App.InScopeAsync(async services =>
        {
            await ActivatorUtilities.CreateInstance<DemoLoader>(services).LoadAsync(TestContext.Current.CancellationToken);
            return true;
        });
    }

    /// <summary>Somebody with a browser of their own, open nowhere yet.</summary>
    /// <param name="screen">What they look at.</param>
    /// <param name="host">By another of this machine's names than its address.</param>
    public async Task<Parent> ParentAsync(Screen screen, string? host = null) =>
        await Parent.WithAsync(await chromium.OpenAsync(screen, new UriBuilder(Address) { Host = host ?? Address.Host }.Uri), screen);

    /// <summary>Somebody in front of the browser that the last one left, which has forgotten them: a new one takes a while to open.</summary>
    /// <remarks>Not for who looks at what a browser keeps, nor for two at once.</remarks>
    public async Task<Parent> NextAsync(Screen screen)
    {
        if (last?.Screen == screen)
        {
            await last.LeaveAsync();
            return last;
        }

        await CloseLastAsync();
        return last = await ParentAsync(screen);
    }

    /// <summary>On the page that a sign-in leads to.</summary>
    public async Task<Parent> SignedInAsync(string login, Screen screen)
    {
        var parent = await ParentAsync(screen);
        await parent.OpenAsync(await parent.EnterAsync(login));
        return parent;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseLastAsync();
        await App.DisposeAsync();
        await Sms.DisposeAsync();
    }

    private async Task CloseLastAsync()
    {
        if (last is not null)
        {
            await last.DisposeAsync();
        }
    }
}
