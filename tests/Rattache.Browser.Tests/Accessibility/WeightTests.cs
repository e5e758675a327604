using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;

namespace Rattache.Browser.Tests.Accessibility;

/// <summary>
/// A page arrives on a poor connection, and stays where it is once it can be read. How soon it does is measured by <c>bench/weight</c>.
/// </summary>
public sealed class WeightTests(Chromium chromium)
{
    private const int Most = 100_000;

    private const string Watch = """
        globalThis.shifts = [];
        new PerformanceObserver(list => {
          for (const shift of list.getEntries()) shifts.push(`${shift.value}: ${shift.sources.map(source => source.node?.textContent)}`);
        }).observe({ type: "layout-shift", buffered: true });
        """;

    private const string Painted = """
        () => new Promise(painted => new PerformanceObserver(list => {
          if (list.getEntriesByName("first-contentful-paint").length > 0) painted(true);
        }).observe({ type: "paint", buffered: true }))
        """;

    private const string Shifts = """
        async () => {
          await document.fonts.ready;
          await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))));
          return shifts;
        }
        """;

    public static TheoryData<int, string> Views => Engine.IsPostgres ? [(360, "ar")] : [(360, "fr"), (1280, "fr"), (360, "tr"), (360, "ar")];

    /// <summary>
    /// The build of the tests compresses nothing: what publishing compresses is counted as it does. Pages are sent as they are.
    /// </summary>
    [Theory]
    [MemberData(nameof(Views))]
    public async Task MyAccount_NothingKept_WeighsLittle(int width, string language)
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var parent = await SignedInAfreshAsync(site, width, language);
        var answers = new ConcurrentQueue<IResponse>();
        parent.Page.Response += (_, answer) => answers.Enqueue(answer);

        await parent.Page.GotoAsync("/mon-compte", new() { WaitUntil = WaitUntilState.NetworkIdle });

        (await parent.Page.GetAttributeAsync("html", "lang")).ShouldBe(language);
        var weights = await Task.WhenAll(answers.Select(WeighAsync));
        weights.Count(weight => weight.Path.EndsWith(".css", StringComparison.Ordinal)).ShouldBe(2);
        weights.Count(weight => weight.Path.EndsWith(".woff2", StringComparison.Ordinal)).ShouldBeGreaterThanOrEqualTo(2);
        weights.Sum(weight => weight.Bytes).ShouldBeLessThan(Most, string.Join(", ", weights));
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task MyAccount_TypefaceComesLate_NothingMoves(int width, string language)
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var parent = await SignedInAfreshAsync(site, width, language);
        var painted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var late = 0;
        await parent.Page.RouteAsync(
            "**/*.woff2",
            async route =>
            {
                await painted.Task;
                Interlocked.Increment(ref late);
                await route.ContinueAsync();
            }
        );
        await parent.Page.AddInitScriptAsync(Watch);

        await parent.Page.GotoAsync("/mon-compte", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await parent.Page.EvaluateAsync(Painted);
        painted.SetResult();
        await parent.Page.WaitForLoadStateAsync(LoadState.Load);

        (await parent.Page.EvaluateAsync<string[]>(Shifts)).ShouldBeEmpty();
        late.ShouldBeGreaterThanOrEqualTo(2);
    }

    private static async Task<(string Path, int Bytes)> WeighAsync(IResponse answer)
    {
        var (path, body, sizes) = (new Uri(answer.Url).AbsolutePath, await answer.BodyAsync(), await answer.Request.SizesAsync());
        var sent = path.EndsWith(".css", StringComparison.Ordinal) || path.EndsWith(".js", StringComparison.Ordinal) ? Compressed(body) : body.Length;
        return (path, sizes.ResponseHeadersSize + sent);
    }

    private static int Compressed(byte[] body)
    {
        var compressed = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        BrotliEncoder.TryCompress(body, compressed, out var length).ShouldBeTrue();
        return length;
    }

    /// <summary>Signed in, in a browser that has kept nothing but that.</summary>
    private static async Task<Parent> SignedInAfreshAsync(Site site, int width, string language)
    {
        await using var before = await site.SignedInAsync("franck.cavel", Screen.Computer);
        var afresh = await site.ParentAsync(new(width));
        await afresh.Page.Context.AddCookiesAsync(
            (await before.Page.Context.CookiesAsync()).Select(cookie => new Cookie
            {
                Name = cookie.Name,
                Value = cookie.Value,
                Domain = cookie.Domain,
                Path = cookie.Path,
            })
        );
        await afresh.Page.Context.AddCookiesAsync([
            new()
            {
                Name = "langue",
                Value = language,
                Url = site.Address.ToString(),
            },
        ]);
        return afresh;
    }
}
