using Microsoft.Playwright;
using Rattache.Web.Demo;

namespace Rattache.Bench;

/// <summary>The tables of <c>bench/weight</c>.</summary>
internal static class WeightFigures
{
    private const int Loads = 5;
    private static readonly int[] Widths = [360, 1280];

    // As tests/Rattache.Browser.Tests/App/Chromium.cs has it.
    private static readonly string[] Flags =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ];

    /// <param name="published">The folder that <c>dotnet publish</c> wrote.</param>
    public static async Task PrintAsync(string published)
    {
        var data = Directory.CreateTempSubdirectory("rattache-bench-");
        try
        {
            await PrintAsync(published, $"Data Source={Path.Combine(data.FullName, "weight.db")}");
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task PrintAsync(string published, string database)
    {
        // Development brings the demo directory; the files are served as everywhere else.
        await using var program = await Server.StartAsync(
            database,
            [Path.Combine(published, "rattache.dll")],
            ("ASPNETCORE_ENVIRONMENT", "Development")
        );
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Environment.GetEnvironmentVariable("RATTACHE_TEST_CHROMIUM") ?? "/usr/bin/chromium-headless-shell",
                Args = Flags,
            }
        );
        var signedIn = await SignInAsync(browser, program.Address);
        Console.WriteLine("| Mon compte, at | transferred | requests | first contentful paint | layout shift |");
        Console.WriteLine("|---|---|---|---|---|");
        ColdLoad last = null!;
        foreach (var width in Widths)
        {
            var loads = new List<ColdLoad>();
            for (var i = 0; i < Loads; i++)
            {
                loads.Add(last = await ColdLoad.OfAsync(browser, signedIn, new(program.Address, "mon-compte"), width));
            }

            Console.WriteLine(
                $"| {width} pixels | **{Median(loads, l => l.Bytes) / 1000:F1} KB** | {Median(loads, l => l.Files.Count):F0} "
                    + $"| **{Median(loads, l => l.FirstPaint) / 1000:F2} s** | **{Median(loads, l => l.Shift):F3}** |"
            );
        }

        Console.WriteLine();
        Console.WriteLine("| file | transferred, with its headers |");
        Console.WriteLine("|---|---|");
        foreach (var (path, bytes) in last.Files.OrderByDescending(file => file.Bytes))
        {
            Console.WriteLine($"| {path} | {bytes / 1000:F1} KB |");
        }
    }

    /// <returns>The cookies, and nothing else of what the browser has kept.</returns>
    private static async Task<string> SignInAsync(IBrowser browser, Uri address)
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = address.ToString(), Locale = "fr-FR" });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/connexion");
        await page.GetByLabel("Identifiant", new() { Exact = true }).FillAsync("franck.cavel");
        await page.GetByLabel("Mot de passe", new() { Exact = true }).FillAsync(DemoDirectory.Password);
        await page.RunAndWaitForRequestAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Se connecter" }).ClickAsync(), "**/mes-enfants");
        return await context.StorageStateAsync();
    }

    private static double Median(List<ColdLoad> loads, Func<ColdLoad, double> figure) => loads.Select(figure).Order().ElementAt(loads.Count / 2);
}
