using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rattache.Bench;

/// <summary>The program, serving in a process of its own.</summary>
internal sealed partial class Server : IAsyncDisposable
{
    private readonly Process process;

    private Server(Process process) => this.process = process;

    public Uri Address { get; private set; } = null!;

    /// <param name="command">What <c>dotnet</c> runs.</param>
    /// <param name="settings">Of the environment.</param>
    public static async Task<Server> StartAsync(string connectionString, string[] command, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [.. command, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Bench";
        start.Environment["ConnectionStrings__Rattache"] = connectionString;
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var server = new Server(Process.Start(start)!);
        server.Address = await server.ListeningAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<Uri> ListeningAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
            {
                _ = process.StandardOutput.ReadToEndAsync(); // so that it never waits for us to read
                return new(match.Groups[1].Value);
            }
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }

    [GeneratedRegex("Now listening on: (http\\S+)")]
    private static partial Regex Listening();
}
