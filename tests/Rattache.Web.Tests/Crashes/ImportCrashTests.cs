using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Imports;
using Rattache.Web.Tests.App;
using Rattache.Web.Tests.Imports;

namespace Rattache.Web.Tests.Crashes;

/// <summary>The real program is killed with SIGKILL while it imports: the directory is as it was, and the next run starts clean.</summary>
public sealed class ImportCrashTests
{
    private const string Last = "Écriture";
    private static readonly string Bin = AppContext.BaseDirectory;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Lecture")]
    [InlineData("Comparaison")]
    [InlineData(Last)]
    public async Task Killed_LeavesTheDirectoryAsItWas_AndTheNextRunStartsClean(string step)
    {
        await using var whole = await ImportApp.StartAsync();
        await whole.TakeAsync(Samples.Of("aaf"));
        await whole.TakeAsync(Samples.Of("aaf-next"));
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Samples.Of("aaf"));
        var before = await app.DumpAsync();

        await using (var held = await HoldAsync(app, step))
        {
            using var process = Start(app, Samples.Of("aaf-next"));
            await SaysAsync(process, step);
            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }

        if (Engine.IsPostgres || step != Last || await app.Db.ImportRuns.CountAsync(Cancellation) == 1)
        {
            (await app.DumpAsync()).ShouldBe(before);
            (await app.Db.ImportRuns.CountAsync(Cancellation)).ShouldBe(1);
        }

        (await app.RunAsync(new(), Samples.Of("aaf-next"))).Single().ShouldBeOfType<ImportOutcome.Taken>();
        (await app.Db.StatedAsync()).ShouldBe(await whole.Db.StatedAsync());
    }

    /// <summary>
    /// What the import needs for its last writes is held, so that it is alive when it is killed. SQLite has one lock for all:
    /// there nothing can be held of an import that writes already, and it may have ended, whole, when it is killed.
    /// </summary>
    private static async Task<RattacheDb> HoldAsync(ImportApp app, string step)
    {
        var db = app.OpenDb();
        if (Engine.IsPostgres)
        {
            await db.Database.BeginTransactionAsync(Cancellation);
            await db.Database.ExecuteSqlAsync($"lock table child_links in share mode", Cancellation);
        }
        else if (step != Last)
        {
            await db.Database.BeginTransactionAsync(Cancellation);
        }

        return db;
    }

    private static Process Start(ImportApp app, string path)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (
            var argument in new[]
            {
                "exec",
                "--depsfile",
                Path.Combine(Bin, "Rattache.Web.Tests.deps.json"),
                "--runtimeconfig",
                Path.Combine(Bin, "rattache.runtimeconfig.json"),
                Path.Combine(Bin, "rattache.dll"),
                "import",
                path,
            }
        )
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in app.Settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task SaysAsync(Process process, string step)
    {
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync(Cancellation) is { } line)
        {
            said.Add(line);
            if (line.StartsWith(step, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The import ended before it said « {step} »: {string.Join('\n', said)}");
    }
}
