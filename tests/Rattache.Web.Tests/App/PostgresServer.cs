using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Rattache.Web.Tests.App;

/// <summary>A real server for this run: the one <c>test.sh</c> started, else one of our own until the process ends.</summary>
public static class PostgresServer
{
    private static readonly Lazy<string> Connection = new(Start);

    /// <summary>Without a database's name.</summary>
    public static string ConnectionString => Connection.Value;

    private static string Start()
    {
        if (Environment.GetEnvironmentVariable("RATTACHE_TEST_POSTGRES") is { Length: > 0 } started)
        {
            return started;
        }

        var folder = Path.Combine(Path.GetTempPath(), $"rattache-pg-{Environment.ProcessId}");
        var port = Run("start", folder, "quick").Trim();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Run("stop", folder);
        return $"Host=127.0.0.1;Port={port};Username=app";
    }

    private static string Run(params string[] words)
    {
        var start = new ProcessStartInfo(Path.Combine(TestsFolder(), "postgres"), words) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"tests/postgres {words[0]} exited with {process.ExitCode}.");
    }

    private static string TestsFolder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
