using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace Rattache.Bench;

/// <summary>
/// The whole of a confirmation as a browser sends it: session, form's proof, rules, transaction, redirect. The program runs in a
/// process of its own; signing in and previewing come before the clock starts.
/// </summary>
internal sealed partial class HttpSide(string connectionString)
{
    /// <returns>Milliseconds of each, in order of length.</returns>
    public async Task<double[]> ConfirmAsync(int first, int count, int clients)
    {
        using var server = Start();
        try
        {
            var address = await ListeningAsync(server);
            var ready = new List<(HttpClient Browser, Dictionary<string, string> Form)>();
            for (var pair = first; pair < first + count; pair++)
            {
                ready.Add(await PreviewAsync(address, pair));
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
                                times[i] = await TimeAsync(ready[i].Browser, ready[i].Form);
                            }
                        })
                    )
            );
            ready.ForEach(r => r.Browser.Dispose());
            return [.. times.Skip(count / 4).Order()]; // the first quarter is the compiler's
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    private static async Task<double> TimeAsync(HttpClient browser, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        var start = Stopwatch.GetTimestamp();
        using var answer = await browser.PostAsync(new Uri("/mon-compte/rattacher?handler=Confirm", UriKind.Relative), content);
        var time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location?.ToString().Contains("fait", StringComparison.Ordinal) == true
            ? time
            : throw new InvalidOperationException($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private static async Task<(HttpClient, Dictionary<string, string>)> PreviewAsync(Uri address, int pair)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        var signIn = Fields(await browser.GetStringAsync(new Uri("/connexion", UriKind.Relative)), "main");
        signIn["identifiant"] = BenchDirectory.Login((2 * pair) - 1);
        signIn["passe"] = BenchDirectory.Password;
        await PostAsync(browser, "/connexion", signIn);
        var paste = Fields(await browser.GetStringAsync(new Uri("/mon-compte", UriKind.Relative)), "form[^>]*rattacher");
        paste["cle"] = BenchDirectory.Key(pair);
        return (browser, Fields(await PostAsync(browser, "/mon-compte/rattacher", paste), "form[^>]*handler=Confirm"));
    }

    private static async Task<string> PostAsync(HttpClient browser, string path, Dictionary<string, string> form)
    {
        using var content = new FormUrlEncodedContent(form);
        using var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), content);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The hidden fields of the form that begins like this.</summary>
    private static Dictionary<string, string> Fields(string page, string form)
    {
        var begins = Regex.Match(page, $"<{form}", RegexOptions.Singleline);
        var ends = begins.Success ? page.IndexOf("</form>", begins.Index, StringComparison.Ordinal) : -1;
        return ends < 0
            ? throw new InvalidOperationException($"No {form} in {page}")
            : Hidden()
                .Matches(page[begins.Index..ends])
                .Select(input => (Name: Named().Match(input.Value), Value: Valued().Match(input.Value)))
                .DistinctBy(field => field.Name.Groups[1].Value)
                .ToDictionary(field => field.Name.Groups[1].Value, field => WebUtility.HtmlDecode(field.Value.Groups[1].Value));
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "rattache.dll"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Bench";
        start.Environment["ConnectionStrings__Rattache"] = connectionString;
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        return Process.Start(start)!;
    }

    private static async Task<Uri> ListeningAsync(Process server)
    {
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                _ = server.StandardOutput.ReadToEndAsync(); // so that it never waits for us to read
                return new(match.Groups[1].Value);
            }
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex Named();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Valued();

    [GeneratedRegex("Now listening on: (http\\S+)")]
    private static partial Regex Listening();
}
