using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Rattache.Bench;

/// <summary>One run of <c>rattache import</c> in a process of its own.</summary>
/// <param name="PeakMegabytes">The most memory that the process ever held (VmHWM).</param>
internal sealed partial record ImportRun(double Seconds, double PeakMegabytes)
{
    public static async Task<ImportRun> TimeAsync(string connectionString, string[] folders)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "rattache.dll"), "import", .. folders])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.Environment["ConnectionStrings__Rattache"] = connectionString;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync();
        var peak = 0.0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Peak(process.Id));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(100));
        }

        return process.ExitCode == 0 ? new(watch.Elapsed.TotalSeconds, peak) : throw new InvalidOperationException(await said);
    }

    private static double Peak(int process)
    {
        try
        {
            var match = HighWater().Match(File.ReadAllText($"/proc/{process}/status"));
            return match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) / 1024 : 0;
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException or IOException)
        {
            return 0; // it has just ended
        }
    }

    [GeneratedRegex(@"VmHWM:\s+(\d+) kB")]
    private static partial Regex HighWater();
}
