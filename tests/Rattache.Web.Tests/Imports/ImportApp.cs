using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;
using Rattache.Web.Data;
using Rattache.Web.Imports;
using Rattache.Web.Imports.Archives;
using Rattache.Web.Tests.App;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Imports;

/// <summary>A database of the test's own and what imports into it.</summary>
internal sealed class ImportApp : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rattache-import-");

    private ImportApp(TestDatabase database)
    {
        this.database = database;
        Settings = new()
        {
            ["ConnectionStrings:Rattache"] = database.ConnectionString,
            ["Activation:KeyFile"] = Path.Combine(folder.FullName, "activation.key"),
            ["Imports:Archives:Folder"] = Path.Combine(folder.FullName, "tmp"),
        };
        Archives = new() { Folder = Path.Combine(folder.FullName, "tmp") };
        Codes = new ActivationCodes(new ConfigurationBuilder().AddInMemoryCollection(Settings).Build());
        Db = database.Open();
    }

    public Dictionary<string, string?> Settings { get; }

    public ActivationCodes Codes { get; }

    public RattacheDb Db { get; }

    public ArchiveSettings Archives { get; set; }

    public MissingSchoolSettings MissingSchools { get; set; } = new();

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 9, 2, 3, 0, 0, TimeSpan.Zero));

    public string Folder => folder.FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ImportApp> StartAsync() => new(await TestDatabase.MakeAsync());

    public async Task<ImportReport> TakeAsync(string path, bool force) =>
        (await ImportAsync([path], force: force)).ShouldBeOfType<ImportOutcome.Taken>().Report;

    public async Task<ImportReport> TakeAsync(params string[] paths) => (await ImportAsync(paths)).ShouldBeOfType<ImportOutcome.Taken>().Report;

    public async Task<DeliveryRefusal> RefuseAsync(params string[] paths) =>
        (await ImportAsync(paths)).ShouldBeOfType<ImportOutcome.Refused>().Refusal;

    public async Task<ImportReport> TakeAsync(Uai school, params string[] paths) =>
        (await ImportAsync(paths, school: school)).ShouldBeOfType<ImportOutcome.Taken>().Report;

    public async Task<DeliveryRefusal> RefuseAsync(Uai school, params string[] paths) =>
        (await ImportAsync(paths, school: school)).ShouldBeOfType<ImportOutcome.Refused>().Refusal;

    public async Task<ImportOutcome> ImportAsync(string[] paths, bool dryRun = false, bool force = false, Uai? school = null) =>
        (await RunAsync(new(dryRun, force, school, int.MaxValue), paths)).Single();

    /// <summary>On a connection of its own, as another process would.</summary>
    public async Task<ImmutableArray<ImportOutcome>> RunAsync(ImportOptions options, params string[] paths)
    {
        await using var db = database.Open();
        var runner = new ImportRunner(
            db,
            Codes,
            Options.Create(new BrakeSettings()),
            Options.Create(MissingSchools),
            Options.Create(Archives),
            new Text(),
            Clock,
            NullLogger<ImportRunner>.Instance
        );
        return await runner.RunAsync(paths, options, Cancellation);
    }

    public RattacheDb OpenDb() => database.Open();

    /// <summary>Every row of every table, but the two that tell of imports; one text, which compares at once.</summary>
    public async Task<string> DumpAsync() => string.Join('\n', await Db.DumpAsync("import_runs", "audit"));

    public async ValueTask DisposeAsync()
    {
        await Db.DisposeAsync();
        database.Dispose();
        folder.Delete(recursive: true);
    }
}
