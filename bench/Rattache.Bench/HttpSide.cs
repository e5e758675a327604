using System.Diagnostics;
using System.Net;

namespace Rattache.Bench;

/// <summary>
/// The whole of a confirmation as a browser sends it: session, form's proof, rules, transaction, redirect. The program runs in a
/// process of its own; signing in and previewing come before the clock starts. Each client has a network address of its own, as
/// behind a proxy: tries from one address are counted one after the other.
/// </summary>
internal sealed class HttpSide(string connectionString)
{
    /// <returns>Milliseconds of each, in order of length.</returns>
    public async Task<double[]> ConfirmAsync(int first, int count, int clients)
    {
        await using var server = await Server.StartAsync(
            connectionString,
            [Path.Combine(AppContext.BaseDirectory, "rattache.dll")],
            ("TrustedProxies__0", "127.0.0.1")
        );
        var ready = new List<(Browser Browser, Dictionary<string, string> Form)>();
        for (var pair = first; pair < first + count; pair++)
        {
            ready.Add(await PreviewAsync(server.Address, pair));
        }

        var times = new double[count];
        await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(client =>
                    Task.Run(async () =>
                    {
                        for (var i = client; i < count; i += clients)
                        {
                            times[i] = await TimeAsync(ready[i].Browser, ready[i].Form, $"10.1.0.{client}");
                        }
                    })
                )
        );
        ready.ForEach(r => r.Browser.Dispose());
        return [.. times.Skip(count / 4).Order()]; // the first quarter is the compiler's
    }

    private static async Task<double> TimeAsync(Browser browser, Dictionary<string, string> form, string from)
    {
        var start = Stopwatch.GetTimestamp();
        using var answer = await browser.PostAsync("mon-compte/rattacher?handler=Confirm", form, from);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location?.ToString().Contains("fait", StringComparison.Ordinal) == true
            ? time
            : throw new InvalidOperationException($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<(Browser, Dictionary<string, string>)> PreviewAsync(Uri address, int pair)
    {
        var browser = new Browser(address);
        await browser.SignInAsync(BenchDirectory.Login((2 * pair) - 1), BenchDirectory.Password);
        var paste = Browser.Fields(await browser.GetAsync("mon-compte"), "form[^>]*rattacher");
        paste["cle"] = BenchDirectory.Key(pair);
        using var check = await browser.PostAsync("mon-compte/rattacher", paste, $"10.2.{pair / 250}.{pair % 250}");
        return (browser, Browser.Fields(await check.Content.ReadAsStringAsync(), "form[^>]*handler=Confirm"));
    }
}
