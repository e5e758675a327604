using System.Diagnostics;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Crashes;

/// <summary>The real program, in a process of its own over the test's database, about to be killed.</summary>
internal sealed class Victim : IAsyncDisposable
{
    private static readonly string Bin = AppContext.BaseDirectory;
    private readonly Process process;

    private Victim(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    public static async Task<Victim> StartAsync(string connectionString, int smtp, string variable, string value)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        foreach (
            var argument in new[]
            {
                "exec",
                "--depsfile",
                Path.Combine(Bin, "Rattache.Web.Tests.deps.json"),
                "--runtimeconfig",
                Path.Combine(Bin, "rattache.runtimeconfig.json"),
                Path.Combine(Bin, "rattache.dll"),
                "--urls",
                "http://127.0.0.1:0",
            }
        )
        {
            start.ArgumentList.Add(argument);
        }

        foreach (
            var (name, set) in new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Test",
                ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "Rattache.Web.Tests",
                ["ConnectionStrings__Rattache"] = connectionString,
                ["Activation__KeyFile"] = RattacheApp.KeyFile,
                ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information",
                ["Mail__Host"] = "127.0.0.1",
                ["Mail__Port"] = $"{smtp}",
                ["Mail__Security"] = "None",
                ["Mail__From"] = "rattache@ent.example",
                ["DOTNET_TieredPGO"] = "0",
                // It does not live long enough for what is compiled a second time to pay off: a fifth of what it costs.
                ["DOTNET_TC_CallCountingDelayMs"] = "20000",
                [variable] = value,
            }
        )
        {
            start.Environment[name] = set;
        }

        var process = Process.Start(start)!;
        return new(process, await ListeningAsync(process));
    }

    /// <summary>
    /// Somebody whom the suite's own application has served so far, and whose next press of a button reaches this process: of a new
    /// process, each page costs more than all of them of one that runs.
    /// </summary>
    public Visitor TakeOver(Visitor visitor)
    {
        var handler = new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = visitor.Cookies };
        var here = new Visitor(new HttpClient(handler) { BaseAddress = Address }, visitor.Cookies);
        here.Return(visitor.Page, visitor.Path.ToString());
        return here;
    }

    public void Kill() => process.Kill();

    /// <summary>Does something that may be the last that it answers.</summary>
    public static async Task LastAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (HttpRequestException)
        {
            // Killed before it answered.
        }
    }

    public Task DeadAsync(CancellationToken cancellation) => process.WaitForExitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static async Task<Uri> ListeningAsync(Process process)
    {
        const string Says = "Now listening on: ";
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.Contains(Says, StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(); // so that it never waits for us to read
                // By the name that the cookies are for.
                return new UriBuilder(line[(line.IndexOf(Says, StringComparison.Ordinal) + Says.Length)..].Trim()) { Host = "localhost" }.Uri;
            }
        }

        throw new InvalidOperationException($"The server ended with {process.ExitCode} before it listened.");
    }
}
