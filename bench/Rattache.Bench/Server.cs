using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Rattache.Bench;

/// <summary>The program, serving in a process of its own.</summary>
internal sealed partial class Server : IAsyncDisposable
{
    private Process process = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>The file of the key that its first-time codes are sealed under.</summary>
    public string ActivationKey { get; } = Path.Combine(Directory.CreateTempSubdirectory("rattache-bench-").FullName, "activation.key");

    /// <param name="command">What <c>dotnet</c> runs.</param>
    /// <param name="settings">Of the environment.</param>
    public static async Task<Server> StartAsync(string connectionString, string[] command, params (string Name, string Value)[] settings)
    {
        var server = new Server();
        var start = new ProcessStartInfo("dotnet", [.. command, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Bench";
        start.Environment["Activation__KeyFile"] = server.ActivationKey;
        start.Environment["ConnectionStrings__Rattache"] = connectionString;
        start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Information";
        // A thousand refusals from this machine are what is measured.
        start.Environment["SignIn__RefusedFromAddress"] = "1000000";
        start.Environment["SignIn__AskedFromAddress"] = "1000000";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        server.process = Process.Start(start)!;
        server.Address = await server.ListeningAsync();
        return server;
    }

    private Server() { }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(Path.GetDirectoryName(ActivationKey)!, recursive: true);
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
