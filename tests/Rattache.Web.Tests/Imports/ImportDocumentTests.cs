using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Imports;

namespace Rattache.Web.Tests.Imports;

/// <summary>The shape that docs/import-report.md promises to other programs.</summary>
public sealed class ImportDocumentTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Taken_SaysEverything()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync([.. Samples.Broken("*EtabEducNat_0000.xml"), .. Samples.Broken("*_records.xml"), .. Samples.Broken("*_links.xml")]);

        var run = await app.Db.ImportRuns.SingleAsync(Cancellation);
        using var json = JsonDocument.Parse(run.Report);
        var report = json.RootElement;

        report
            .EnumerateObject()
            .Select(p => p.Name)
            .ShouldBe([
                "version",
                "id",
                "feed",
                "academy",
                "date",
                "extent",
                "whole",
                "dryRun",
                "outcome",
                "refusal",
                "counts",
                "continuations",
                "kept",
                "reopened",
                "rejections",
                "warnings",
                "issues",
                "detailsErased",
                "startedAt",
                "finishedAt",
            ]);
        report.GetProperty("id").GetGuid().ShouldBe(run.Id);
        report.GetProperty("feed").GetString().ShouldBe("aaf");
        report.GetProperty("extent").GetString().ShouldBe("full");
        report.GetProperty("outcome").GetString().ShouldBe("ok");
        report.GetProperty("rejections").GetInt32().ShouldBe(run.Rejected);
        var counts = report.GetProperty("counts").EnumerateArray().Single(c => c.GetProperty("category").GetString() == "relative");
        counts.EnumerateObject().Select(p => p.Name).ShouldBe(["category", "read", "added", "changed", "unchanged", "left", "returned", "rejected"]);
        var link = report.GetProperty("issues").EnumerateArray().Single(i => i.GetProperty("code").GetString() == "import.unknown-relative");
        link.GetProperty("file").GetString().ShouldBe("ENT_x_Complet_20260901_Eleve_0000_links.xml");
        link.GetProperty("line").GetInt32().ShouldBeGreaterThan(1);
        link.GetProperty("id").GetString().ShouldBe("72");
        link.GetProperty("severity").GetString().ShouldBe("rejection");
        link.GetProperty("detail").GetString().ShouldBe("404");
        link.GetProperty("reason").GetString()!.ShouldContain("le responsable 404 n’est pas connu");
        run.Report.ShouldNotContain("ESSAI"); // a surname
    }

    [Fact]
    public async Task Refused_SaysWhereAndWhy()
    {
        await using var app = await ImportApp.StartAsync();
        await app.RefuseAsync(Samples.Broken("*_truncated.xml"));

        var run = await app.Db.ImportRuns.SingleAsync(Cancellation);
        var report = ImportJson.Read(run.Report);

        report.Outcome.ShouldBe(DeliveryRefusal.Truncated);
        report.Refusal!.ShouldSatisfyAllConditions(
            r => r.File.ShouldEndWith("_truncated.xml"),
            r => r.Line.ShouldBe(14),
            r => r.Column!.Value.ShouldBePositive(),
            r => r.Reason.ShouldContain("s’arrête au milieu")
        );
        report.Counts.ShouldBeEmpty();
        ImportJson.Write(report).ShouldBe(run.Report);
    }

    [Fact]
    public async Task DryRun_HasAReport_ThatNothingIsKeptUnder()
    {
        await using var app = await ImportApp.StartAsync();
        var report = (await app.ImportAsync([Samples.Of("aaf")], dryRun: true)).Document;
        (report.Id, report.DryRun, report.Whole).ShouldBe((null, true, true));
    }
}
