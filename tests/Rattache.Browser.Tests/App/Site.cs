using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Activation;
using Rattache.Web.Demo;
using Rattache.Web.Tests.App;

namespace Rattache.Browser.Tests.App;

/// <summary>The whole application on a port of its own, over a database of its own that holds the demo directory.</summary>
public sealed class Site(Chromium chromium) : IAsyncLifetime
{
    public RattacheApp App { get; } =
        new(
            new()
            {
                ["Activation:KeyFile"] = Path.Combine(Screenshots.Root(), "artifacts", "browser-tests-activation.key"),
                // Its warning that a test's keys lie open would bury what a failed test says.
                ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
            }
        );

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
        await App.InitializeAsync();
        App.UseKestrel(0);
        App.StartServer();
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

    public async Task<Parent> SignedInAsync(string login, Screen screen)
    {
        var parent = await ParentAsync(screen);
        await parent.SignInAsync(login);
        return parent;
    }

    /// <summary>A first-time code, as on the sheet that a school hands out.</summary>
    public async Task<string> CodeForAsync(string login)
    {
        var code = ActivationCodes.Make();
        await using var db = App.OpenDb();
        var id = await db.Accounts.Where(account => account.Login == login).Select(account => account.Id).SingleAsync();
        db.ActivationCodes.Add(new(id, App.Services.GetRequiredService<ActivationCodes>().Seal(id, code), App.Clock.GetUtcNow()));
        await db.SaveChangesAsync();
        return code;
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
