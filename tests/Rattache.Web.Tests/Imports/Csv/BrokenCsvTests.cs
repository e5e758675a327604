using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Imports;
using Rattache.Web.Imports.Csv;

namespace Rattache.Web.Tests.Imports.Csv;

/// <summary>What each wrong CSV file must get.</summary>
public sealed class BrokenCsvTests
{
    private static readonly Uai School = Uai.Parse("0610101D");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("onde-stray-quote.csv", 2, IssueCodes.StrayQuote)]
    [InlineData("onde-unbalanced-quote.csv", 3, IssueCodes.OpenQuote)]
    public async Task ABadLine_IsRejectedWithItsNumber_TheGoodOneKept(string file, int line, string code)
    {
        await using var app = await ImportApp.StartAsync();

        var report = await app.TakeAsync(School, Samples.Of($"broken/{file}"));

        report.Issues.Kept.Where(i => i.Severity == IssueSeverity.Rejection).Select(i => (i.Line, i.Code)).ShouldBe([(line, code)]);
        (await app.Db.Accounts.SingleAsync(Cancellation)).LastName.ShouldBe("BON");
        report.Counts.Single(c => c.Category == RecordCategory.Relative).ShouldBe(new(RecordCategory.Relative, 2, 1, 0, 0, 0, 0, 1));
    }

    [Fact]
    public async Task AMissingColumn_RefusesTheFile_AndIsNamed()
    {
        await using var app = await ImportApp.StartAsync();

        var refusal = await app.RefuseAsync(School, Samples.Of("broken/onde-missing-column.csv"));

        refusal.Code.ShouldBe(DeliveryRefusal.MissingColumns);
        refusal.Detail.ShouldBe(
            "« Nom usage responsable », « Courriel », « Téléphone domicile », « Téléphone portable », « Nom d'usage enfant », "
                + "« Nom de famille enfant », « Prénom enfant », « Classes enfants »"
        );
        (await app.Db.Schools.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task NothingKnown_NoSchool_OrTwo_AreRefused()
    {
        await using var app = await ImportApp.StartAsync();
        (await app.RefuseAsync(Samples.Of("broken/onde-stray-quote.csv"))).Code.ShouldBe(DeliveryRefusal.SchoolNotSaid);
        (await app.RefuseAsync(School, Samples.Of("broken/empty.csv"))).Code.ShouldBe(DeliveryRefusal.Empty);
        (await app.RefuseAsync(Uai.Parse("0610102E"), SampleCsv.Onde)).Code.ShouldBe(DeliveryRefusal.SchoolContradicted);
        (await app.RefuseAsync(School, await WriteAsync(app, "produit;prix", "pain;1"))).Code.ShouldBe(DeliveryRefusal.UnknownHeader);
        (await app.RefuseAsync(School, await WriteAsync(app, "Bonjour."))).Code.ShouldBe(DeliveryRefusal.OtherText);
    }

    [Fact]
    public async Task ARowWithoutEnd_IsRefused_AndMemoryStaysFlat()
    {
        await using var app = await ImportApp.StartAsync();
        var file = await WriteAsync(app, "externalid;Prénom;Nom;Classe;Date de naissance", $"1;{new string('x', 50_000_000)}");

        var refusal = await app.RefuseAsync(School, file);

        (refusal.Code, refusal.Line).ShouldBe((DeliveryRefusal.RowTooLong, 2));
        var before = GC.GetAllocatedBytesForCurrentThread();
        using (var rows = new CsvRows(file, _ => { }))
        {
            rows.Next().ShouldBeNull();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2 * 1024 * 1024);
    }

    private static async Task<string> WriteAsync(ImportApp app, params string[] lines)
    {
        var file = Path.Combine(app.Folder, $"{Guid.NewGuid():N}.csv");
        await File.WriteAllLinesAsync(file, lines, Cancellation);
        return file;
    }
}
