using Microsoft.Playwright;
using Rattache.Browser.Tests.App;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace Rattache.Browser.Tests.App;

/// <summary>One browser for the whole run; each test opens contexts of its own in it, which share nothing but the clipboard.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Tests that copy and paste run one after the other: the clipboard is the browser's.</summary>
    public const string Clipboard = "clipboard";

    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        // One document after the other in one frame, instead of a new frame each time: a quarter of the work of a page, and unseen by it.
        // Beside it the feature that Playwright enables, since the last switch of a name is the one that counts.
        "--enable-features=CDPScreenshotNewSurface,RenderDocument:level/crashed-frame",
        // Nothing outside this machine is looked up.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ];

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        // Patience for a busy machine; nothing waits longer than it must.
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("RATTACHE_TEST_CHROMIUM") ?? "/usr/bin/chromium-headless-shell",
                Args = Flags,
            }
        );
    }

    public async Task<IBrowserContext> OpenAsync(Screen screen, Uri address)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                BaseURL = address.ToString(),
                Locale = "fr-FR",
                TimezoneId = "Europe/Paris",
                JavaScriptEnabled = screen.Script,
                ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light,
                ViewportSize = new() { Width = screen.Width, Height = screen.Height },
                // A page that glides under the focus cannot be judged.
                ReducedMotion = ReducedMotion.Reduce,
                DeviceScaleFactor = screen.Density,
            }
        );
        context.SetDefaultTimeout(30_000);
        if (screen.Script)
        {
            await context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        }

        return context;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
