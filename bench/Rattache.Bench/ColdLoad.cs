using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;

namespace Rattache.Bench;

/// <summary>One page opened on a poor connection by a browser that has seen nothing of it before.</summary>
/// <param name="Files">Each path that was asked for, and the bytes that came for it, headers included.</param>
/// <param name="FirstPaint">First contentful paint, in milliseconds from the click.</param>
/// <param name="Shift">The sum of all layout shifts (web.dev/articles/cls), until nothing was fetched any more.</param>
internal sealed record ColdLoad(IReadOnlyList<(string Path, double Bytes)> Files, double FirstPaint, double Shift)
{
    private const double RoundTrip = 150; // milliseconds
    private const double Down = 1_600_000 / 8d; // bytes a second
    private const double Up = 750_000 / 8d;

    private const string Watch = """
        globalThis.shifts = 0;
        new PerformanceObserver(list => { for (const shift of list.getEntries()) shifts += shift.value; })
          .observe({ type: "layout-shift", buffered: true });
        """;

    private const string Read = """
        async () => {
          await document.fonts.ready;
          await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)));
          return [performance.getEntriesByName("first-contentful-paint")[0].startTime, shifts];
        }
        """;

    public double Bytes => Files.Sum(file => file.Bytes);

    /// <param name="signedIn">Playwright's storage state.</param>
    public static async Task<ColdLoad> OfAsync(IBrowser browser, string signedIn, Uri address, int width)
    {
        await using var context = await browser.NewContextAsync(
            new()
            {
                StorageState = signedIn,
                Locale = "fr-FR",
                ViewportSize = new() { Width = width, Height = width < 768 ? 740 : 900 },
            }
        );
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Watch);
        var network = await context.NewCDPSessionAsync(page);
        var paths = new ConcurrentDictionary<string, string>();
        var files = new ConcurrentQueue<(string, double)>();
        network.Event("Network.requestWillBeSent").OnEvent += (_, e) => paths[Id(e)] = Path(e!.Value.GetProperty("request"));
        network.Event("Network.loadingFinished").OnEvent += (_, e) =>
            files.Enqueue((paths[Id(e)], e!.Value.GetProperty("encodedDataLength").GetDouble()));
        await network.SendAsync("Network.enable");
        await network.SendAsync(
            "Network.emulateNetworkConditions",
            new()
            {
                ["offline"] = false,
                ["latency"] = RoundTrip,
                ["downloadThroughput"] = Down,
                ["uploadThroughput"] = Up,
            }
        );
        var answer = await page.GotoAsync(address.ToString(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        if (answer?.Ok is not true || page.Url != address.ToString())
        {
            throw new InvalidOperationException($"{answer?.Status} at {page.Url}");
        }

        var figures = await page.EvaluateAsync<double[]>(Read);
        return new([.. files], figures[0], figures[1]);
    }

    private static string Id(JsonElement? e) => e!.Value.GetProperty("requestId").GetString()!;

    private static string Path(JsonElement request) => new Uri(request.GetProperty("url").GetString()!).AbsolutePath;
}
