using Microsoft.EntityFrameworkCore;
using Rattache.Web.Imports;
using Rattache.Web.Tests.Imports.Csv;

namespace Rattache.Web.Tests.Imports;

/// <summary>A delivery that makes nobody leave, and would leave parents without their children.</summary>
public sealed class PartedFamiliesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AnExportThatLostItsLinks_IsRefusedUntilForced()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Samples.Of("aaf"));
        var before = await app.DumpAsync();
        var without = Directory.CreateDirectory(Path.Combine(app.Folder, "without-links")).FullName;
        foreach (var file in Directory.GetFiles(Samples.Of("aaf")))
        {
            var lines = (await File.ReadAllLinesAsync(file, Cancellation)).Where(line =>
                !line.Contains("ENTElevePersRelEleve", StringComparison.Ordinal)
            );
            await File.WriteAllLinesAsync(Path.Combine(without, Path.GetFileName(file)), lines, Cancellation);
        }

        (await app.RefuseAsync(without)).Code.ShouldBe(DeliveryRefusal.FamiliesPart);

        (await app.DumpAsync()).ShouldBe(before);
        await app.TakeAsync(without, force: true);
        (await app.Db.ChildLinks.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task ParentsWhoseChildrenNobodyKnowsAnyMore_KeepThem_UntilForced()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.WithIds);
        var before = await app.DumpAsync();
        // As a spreadsheet damages them, in the parents' file.
        var damaged = SampleCsv.Copy(SampleCsv.WithIds, app.Folder, lines => lines.Select(l => l.Replace(";CSV_S", ";S", StringComparison.Ordinal)));

        (await app.RefuseAsync(damaged)).Code.ShouldBe(DeliveryRefusal.FamiliesPart);

        (await app.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task AParentWhoHasOtherChildrenNow_IsNotParted()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Families(new(2026, 9, 1), turned: false).Write(app.Folder));

        await app.TakeAsync(Families(new(2026, 9, 2), turned: true).Write(app.Folder));
    }

    /// <summary>Forty of one child each; the next night, of the neighbour's.</summary>
    private static AafNight Families(DateOnly date, bool turned)
    {
        var night = new AafNight(date).School("1", "0411010A");
        foreach (var i in Enumerable.Range(0, 40))
        {
            night.Relative($"{1000 + i}").Pupil($"{3000 + i}", "1", "6A", $"{1000 + (turned ? (i + 1) % 40 : i)}");
        }

        return night;
    }
}
