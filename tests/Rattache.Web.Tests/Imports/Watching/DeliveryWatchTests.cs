using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Rattache.Web.Commands;
using Rattache.Web.Imports;
using Rattache.Web.Imports.Watching;
using Rattache.Web.Tests.App;
using Rattache.Web.Tests.Imports.Archives;
using Rattache.Web.Tests.Imports.Csv;

namespace Rattache.Web.Tests.Imports.Watching;

/// <summary>A real folder, and a clock that the test moves.</summary>
public sealed class DeliveryWatchTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private ImportApp app = null!;
    private readonly LogBook log = new();
    private ILoggerFactory logs = null!;
    private ServiceProvider services = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(app.Folder, "livraisons");

    public async ValueTask InitializeAsync()
    {
        app = await ImportApp.StartAsync();
        services = CommandServices.Make(new ServiceCollection(), new ConfigurationBuilder().AddInMemoryCollection(app.Settings).Build());
        logs = LoggerFactory.Create(builder => builder.AddProvider(log));
        Directory.CreateDirectory(Folder);
    }

    public async ValueTask DisposeAsync()
    {
        logs.Dispose();
        await services.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task ADelivery_IsTakenOnceQuietForAMinute_ThenArchivedWithItsReport()
    {
        using var watch = Watch();
        Deliver("aaf", "nuit");
        await watch.RoundAsync(Cancellation);
        app.Clock.Advance(Minute - TimeSpan.FromSeconds(1));
        await watch.RoundAsync(Cancellation);
        (await RunsAsync()).ShouldBeEmpty();

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await watch.RoundAsync(Cancellation);

        (await RunsAsync()).Single().Outcome.ShouldBe(ImportRun.Taken);
        Directory.Exists(Path.Combine(Folder, "nuit")).ShouldBeFalse();
        Directory.GetFiles(Path.Combine(Folder, "archive", "nuit")).Length.ShouldBe(Directory.GetFiles(Samples.Of("aaf")).Length);
        (await ReportAsync("archive", "nuit")).Id.ShouldBe((await RunsAsync()).Single().Id);
        File.GetUnixFileMode(Path.Combine(Folder, "archive", "nuit.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.Combine(Folder, "archive")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("size")]
    [InlineData("time")]
    [InlineData("file")]
    public async Task ADelivery_ThatChanges_WaitsItsMinuteAgain(string what)
    {
        using var watch = Watch();
        var file = Deliver("aaf", "nuit");
        await watch.RoundAsync(Cancellation);
        app.Clock.Advance(Minute);
        switch (what)
        {
            case "size":
                var written = File.GetLastWriteTimeUtc(file);
                await File.AppendAllTextAsync(file, "\n", Cancellation);
                File.SetLastWriteTimeUtc(file, written);
                break;
            case "time":
                File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddSeconds(-1));
                break;
            default:
                await File.WriteAllTextAsync(Path.Combine(Folder, "nuit", "lisez-moi.txt"), "", Cancellation);
                break;
        }

        await watch.RoundAsync(Cancellation);
        (await RunsAsync()).ShouldBeEmpty();
        app.Clock.Advance(Minute);
        await watch.RoundAsync(Cancellation);
        (await RunsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task AnArchive_IsADelivery_AndFeedsWhatItsFolderFeeds()
    {
        using var watch = Watch();
        Packed.Zip(Path.Combine(Folder, "nuit.zip"), Packed.Of("aaf"));
        await TakeAllAsync(watch);
        File.Exists(Path.Combine(Folder, "archive", "nuit.zip")).ShouldBeTrue();
        await using var other = await ImportApp.StartAsync();
        await other.TakeAsync(Samples.Of("aaf"));
        (await app.Db.StatedAsync()).ShouldBe(await other.Db.StatedAsync());
    }

    [Fact]
    public async Task ADeliveryThatIsRefused_IsSetAsideWithItsReport()
    {
        using var watch = Watch();
        File.Copy(Samples.Broken("*_truncated.xml")[0], Path.Combine(Folder, "tronquée.xml"));
        await TakeAllAsync(watch);
        File.Exists(Path.Combine(Folder, "refused", "tronquée.xml")).ShouldBeTrue();
        (await ReportAsync("refused", "tronquée.xml")).Outcome.ShouldBe(DeliveryRefusal.Truncated);
        await TakeAllAsync(watch);
        (await RunsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task TakenByAProcessThatDiedBeforeArchiving_IsArchivedAndNotTakenAgain()
    {
        await app.TakeAsync(Samples.Of("aaf"));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.TakeAsync(Samples.Of("aaf-next"));
        var before = await app.DumpAsync();
        using var watch = Watch();
        Deliver("aaf-next", "nuit");

        await TakeAllAsync(watch);

        (await app.DumpAsync()).ShouldBe(before);
        var runs = await RunsAsync();
        runs.Count.ShouldBe(2);
        (await ReportAsync("archive", "nuit")).Id.ShouldBe(runs[^1].Id);
    }

    [Fact]
    public async Task LeftByAProcessThatDiedWhileItTookIt_IsTakenOnce_BeforeWhatCameLater()
    {
        using var watch = Watch();
        Deliver("aaf", "nuit");
        Directory.Move(Path.Combine(Folder, "nuit"), Path.Combine(Directory.CreateDirectory(Path.Combine(Folder, ".taking")).FullName, "nuit"));
        Deliver("aaf-next", "lendemain");

        await TakeAllAsync(watch);
        (await RunsAsync()).Single().DeliveredOn.ShouldBe(new DateOnly(2026, 9, 1));
        await TakeAllAsync(watch);

        (await RunsAsync()).Count.ShouldBe(2);
        Archived().ShouldBe(["lendemain", "lendemain.json", "nuit", "nuit.json"]);
    }

    [Fact]
    public async Task ADeliveryThatCannotBeSetAside_KeepsNewerOnesWaiting_AndIsNotTakenAgain()
    {
        using var watch = Watch();
        Deliver("aaf", "nuit");
        await watch.RoundAsync(Cancellation);
        app.Clock.Advance(Minute);
        using (var elsewhere = new OtherDisk())
        {
            Directory.Delete(Path.Combine(Folder, "archive"), recursive: true);
            Directory.CreateSymbolicLink(Path.Combine(Folder, "archive"), elsewhere.Path);
            await Should.ThrowAsync<IOException>(() => watch.RoundAsync(Cancellation));
            Deliver("aaf-next", "lendemain");
            await watch.RoundAsync(Cancellation);
            app.Clock.Advance(Minute);
            await Should.ThrowAsync<IOException>(() => watch.RoundAsync(Cancellation));
            (await RunsAsync()).Count.ShouldBe(1);
            Directory.GetFileSystemEntries(elsewhere.Path).ShouldBeEmpty();
            File.Delete(Path.Combine(Folder, "archive"));
        }

        await TakeAllAsync(watch);
        await TakeAllAsync(watch);
        (await RunsAsync()).Count.ShouldBe(2);
        Archived().ShouldBe(["lendemain", "lendemain.json", "nuit", "nuit.json"]);
    }

    [Fact]
    public async Task ADeliveryThatCannotBeMoved_IsNotTaken_AndToldOnceForEachStateOfIt()
    {
        using var watch = Watch();
        var file = Deliver("aaf", "nuit");
        using (var elsewhere = new OtherDisk())
        {
            Directory.CreateSymbolicLink(Path.Combine(Folder, ".taking"), elsewhere.Path);
            await TakeAllAsync(watch);
            await TakeAllAsync(watch);
            Told($"{Path.Combine(Folder, "nuit")} cannot be moved").ShouldBe(1);

            await File.AppendAllTextAsync(file, "\n", Cancellation);
            await TakeAllAsync(watch);
            Told("cannot be moved").ShouldBe(2);
            (await RunsAsync()).ShouldBeEmpty();
            File.Delete(Path.Combine(Folder, ".taking"));
        }

        await watch.RoundAsync(Cancellation);
        (await RunsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task ADeliveryThatCannotBeRead_IsToldOnce()
    {
        using var watch = Watch();
        var deep = Deep(Path.Combine(app.Folder, "a"));
        Directory.Move(deep, Path.Combine(Folder, new string('b', 200)));

        await TakeAllAsync(watch);
        await TakeAllAsync(watch);

        Told("bbb cannot be read").ShouldBe(1);
        (await RunsAsync()).ShouldBeEmpty();
        Directory.Move(Path.Combine(Folder, new string('b', 200)), deep); // where it can be deleted
    }

    [Fact]
    public async Task ADeliveryThatCouldNotBeMoved_UntilANewerOneWasTaken_IsSetAside_AndTakenByHandAlone()
    {
        using var watch = Watch();
        Deliver("aaf", "nuit");
        using (var elsewhere = new OtherDisk())
        {
            Directory.CreateSymbolicLink(Path.Combine(Folder, ".taking"), elsewhere.Path);
            await TakeAllAsync(watch);
            File.Delete(Path.Combine(Folder, ".taking"));
        }

        await app.TakeAsync(Samples.Of("aaf-next"));
        var before = await app.DumpAsync();

        await watch.RoundAsync(Cancellation);

        (await app.DumpAsync()).ShouldBe(before);
        var report = await ReportAsync("refused", "nuit");
        (report.Outcome, report.Refusal!.Detail).ShouldBe((DeliveryRefusal.FullTooOld, "02/09/2026"));
        report.Refusal.Reason.ShouldContain("est plus ancienne que la dernière prise de ce flux, du 02/09/2026");
        report.Refusal.Reason.ShouldContain("«\u00a0rattache import\u00a0»");
        (await RunsAsync())[^1].Outcome.ShouldBe(DeliveryRefusal.FullTooOld);

        await app.TakeAsync(Path.Combine(Folder, "refused", "nuit"));
        (await app.DumpAsync()).ShouldNotBe(before);
    }

    [Fact]
    public async Task AnotherPartOfTheSameDay_AndAnotherFeed_AreTaken_WheneverTheirFilesWereWritten()
    {
        using var watch = Watch();
        await app.TakeAsync(Night(1, 1).With(2, 0, 2).Write(app.Folder));
        Written(Night(2, 1).Write(Folder), "part-1", new(2026, 9, 2, 3, 0, 0, DateTimeKind.Utc));
        await TakeAllAsync(watch);
        Written(Night(2, 2).Write(Folder), "part-2", new(2026, 9, 2, 2, 0, 0, DateTimeKind.Utc));
        Deliver("aaf1d", "premier-degré"); // of the first of September
        await TakeAllAsync(watch);
        (await RunsAsync()).Select(r => r.Outcome).ShouldBe(Enumerable.Repeat(ImportRun.Taken, 4));
    }

    [Theory]
    [InlineData(1, DeliveryRefusal.FilesTooOld)]
    [InlineData(3, ImportRun.Taken)]
    public async Task ADeliveryWithoutADate_IsOlderByTheTimesOfItsFiles(int day, string outcome)
    {
        using var watch = Watch();
        Written(SampleCsv.Copy(SampleCsv.WithIds, Folder, lines => lines), "0350202E", new(2026, 9, 2, 22, 0, 0, DateTimeKind.Utc));
        await TakeAllAsync(watch);

        Written(SampleCsv.Copy(SampleCsv.WithIds, Folder, lines => lines.SkipLast(1)), "0350202E", new(2026, 9, day, 22, 0, 0, DateTimeKind.Utc));
        await TakeAllAsync(watch);

        (await RunsAsync()).Select(r => r.Outcome).ShouldBe([ImportRun.Taken, outcome]);
        if (outcome != ImportRun.Taken)
        {
            (await ReportAsync("refused", "0350202E")).Refusal!.Reason.ShouldContain("du 03/09/2026 00:00"); // in Paris
        }
    }

    [Fact]
    public async Task WhileAnotherProcessWatches_NothingIsTaken_AndItsDeathFreesTheFolder()
    {
        using var watch = Watch();
        Deliver("aaf", "nuit");
        using (new WatchedFolder(Folder).TryTakeTurn())
        {
            await TakeAllAsync(watch);
            (await RunsAsync()).ShouldBeEmpty();
        }

        await TakeAllAsync(watch);
        (await RunsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Archiving_OverwritesNothing()
    {
        using var watch = Watch();
        foreach (var sample in new[] { "aaf", "aaf-next" })
        {
            Deliver(sample, "nuit");
            await TakeAllAsync(watch);
        }

        Directory
            .GetFileSystemEntries(Path.Combine(Folder, "archive"))
            .Select(Path.GetFileName)
            .ShouldBe(["nuit", "nuit.json", "nuit.2", "nuit.2.json"], ignoreOrder: true);
    }

    [Fact]
    public async Task WhatIsUnfinishedHiddenOrALink_IsLeftAlone()
    {
        using var watch = Watch();
        string[] names = [".caché", "~nuit.zip", "nuit.zip.part", "nuit.zip.tmp", "nuit.zip.filepart"];
        foreach (var name in names)
        {
            File.Copy(Samples.Broken("*_truncated.xml")[0], Path.Combine(Folder, name));
        }

        Deliver("aaf", "en-route");
        await File.WriteAllTextAsync(Path.Combine(Folder, "en-route", "ENT_Eleve_0001.xml.part"), "<", Cancellation);
        Directory.CreateSymbolicLink(Path.Combine(Folder, "lien"), Samples.Of("aaf"));

        await TakeAllAsync(watch);

        (await RunsAsync()).ShouldBeEmpty();
        Directory
            .GetFileSystemEntries(Folder)
            .Select(Path.GetFileName)
            .ShouldBe([.. names, "en-route", "lien", "archive", "refused", ".taking", ".rattache.lock"], ignoreOrder: true);
    }

    [Fact]
    public async Task SeveralNightsAtOnce_AreTakenOldestFirst()
    {
        using var watch = Watch();
        Deliver("aaf-next", "a");
        Deliver("aaf", "b");
        foreach (var entry in Directory.GetFileSystemEntries(Path.Combine(Folder, "b")).Append(Path.Combine(Folder, "b")))
        {
            File.SetLastWriteTimeUtc(entry, new DateTime(2026, 9, 1, 2, 0, 0, DateTimeKind.Utc));
        }

        await TakeAllAsync(watch);

        (await RunsAsync()).Select(r => r.DeliveredOn).ShouldBe([new DateOnly(2026, 9, 1), new DateOnly(2026, 9, 2)]);
    }

    private DeliveryWatch Watch() =>
        new(
            services.GetRequiredService<IServiceScopeFactory>(),
            Options.Create(new WatchSettings { Folder = Folder }),
            app.Clock,
            logs.CreateLogger<DeliveryWatch>()
        );

    private static AafNight Night(int day, int school) => Schooling.Of(new(2026, 9, day), (school, 2));

    /// <summary>Moves a delivery to its name in the watched folder, as if all of it had been written then.</summary>
    private void Written(string made, string name, DateTime at)
    {
        var target = Path.Combine(Folder, name);
        Directory.Move(made, target);
        if (Path.GetDirectoryName(made) is { } parent && parent != Folder)
        {
            Directory.Delete(parent);
        }

        foreach (var entry in Directory.GetFileSystemEntries(target).Append(target))
        {
            File.SetLastWriteTimeUtc(entry, at);
        }
    }

    private int Told(string what) => log.Whole.Split('\n').Count(line => line.Contains(what, StringComparison.Ordinal));

    private IEnumerable<string?> Archived() =>
        Directory.GetFileSystemEntries(Path.Combine(Folder, "archive")).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    /// <summary>What nobody can read under a longer name, root neither: a path has 4,095 bytes at most.</summary>
    private static string Deep(string top)
    {
        var path = top;
        while (path.Length < 3900)
        {
            path = Path.Combine(path, new string('d', 90));
        }

        Directory.CreateDirectory(Path.Combine(path, new string('e', 4090 - path.Length)));
        return top;
    }

    private async Task TakeAllAsync(DeliveryWatch watch)
    {
        await watch.RoundAsync(Cancellation);
        app.Clock.Advance(Minute);
        await watch.RoundAsync(Cancellation);
    }

    /// <returns>One of its files.</returns>
    private string Deliver(string sample, string name)
    {
        var target = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        foreach (var file in Directory.GetFiles(Samples.Of(sample)))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        return Directory.GetFiles(target, "*_Eleve_*").Single();
    }

    private Task<List<ImportRun>> RunsAsync() => app.Db.ImportRuns.AsNoTracking().OrderBy(r => r.Id).ToListAsync(Cancellation);

    private async Task<ImportDocument> ReportAsync(string place, string name)
    {
        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Folder, place, name + ".json"), Cancellation));
        return ImportJson.Read(json.RootElement.GetProperty("imports").EnumerateArray().Single().GetRawText());
    }

    /// <summary>A folder that nothing can be moved into from here, by root neither: rename(2) stays on one file system.</summary>
    private sealed class OtherDisk : IDisposable
    {
        public string Path { get; } = Directory.CreateDirectory(System.IO.Path.Combine("/dev/shm", System.IO.Path.GetRandomFileName())).FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
