using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Imports;
using Rattache.Web.Departures;
using Rattache.Web.Imports;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Imports;

/// <summary>Reports grow old: how many and why stays, whose it was goes.</summary>
public sealed class ReportErasureTests : IAsyncLifetime
{
    // As a feed without identifiers has them: a digest of names and a date of birth.
    private const string Somebody = "3f6c1b09e2a4d7588c31";

    private readonly RattacheApp app = new(new() { ["Retention:ImportDetails"] = "100.00:00:00" });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task OldReports_NameNobody_AndKeepCountsAndCodes()
    {
        var old = await WriteAsync(daysAgo: 101);

        (await EraseAsync()).Reports.ShouldBe(1);

        var run = await RunAsync(old);
        run.Report.ShouldNotContain(Somebody);
        var document = ImportJson.Read(run.Report);
        (document.DetailsErased, document.Rejections, document.Counts.Single().Read).ShouldBe((true, 3, 447));
        document
            .Issues.Select(i => (i.File, i.Line, i.Id, i.Severity, i.Code, i.Detail))
            .ShouldBe([
                ("eleves.csv", 31, null, IssueSeverity.Rejection, IssueCodes.UnknownRelative, null),
                ("eleves.csv", 32, null, IssueSeverity.Rejection, IssueCodes.NoSurname, null),
                ("eleves.csv", 33, null, IssueSeverity.Rejection, "import.of-a-version-gone", null),
            ]);
        document.Issues[2].Reason.ShouldBe("import.of-a-version-gone");
        document.Issues[0].Reason.ShouldBe("lien rejeté, élève gardé\u00a0: le responsable … n’est pas connu");
        (document with { DetailsErased = false, Issues = [] }).ShouldBe(Document(old, run.FinishedAt) with { Issues = [], Counts = document.Counts });
    }

    [Fact]
    public async Task ReportsThatAreNotOld_StayAsTheyWereTold()
    {
        var young = await WriteAsync(daysAgo: 99);
        var before = (await RunAsync(young)).Report;

        (await EraseAsync()).Reports.ShouldBe(0);

        (await RunAsync(young)).ShouldSatisfyAllConditions(run => run.Report.ShouldBe(before), run => run.DetailsErased.ShouldBeFalse());
    }

    [Fact]
    public async Task MoreThanAPage_AllAreErased_Once_AndCountedBefore()
    {
        for (var i = 0; i < ReportErasure.Page + 3; i++)
        {
            await WriteAsync(daysAgo: 200);
        }

        (await app.InScopeAsync(services => services.GetRequiredService<EraseTraces>().CountAsync(Cancellation))).Reports.ShouldBe(
            ReportErasure.Page + 3
        );
        (await EraseAsync()).Reports.ShouldBe(ReportErasure.Page + 3);
        (await EraseAsync()).Reports.ShouldBe(0);

        await using var db = app.OpenDb();
        (await db.ImportRuns.AnyAsync(r => r.Report.Contains(Somebody), Cancellation)).ShouldBeFalse();
    }

    private Task<Traces> EraseAsync() => app.InScopeAsync(services => services.GetRequiredService<EraseTraces>().EraseAsync(Cancellation));

    private async Task<ImportRun> RunAsync(Guid id)
    {
        await using var db = app.OpenDb();
        return await db.ImportRuns.AsNoTracking().SingleAsync(r => r.Id == id, Cancellation);
    }

    private async Task<Guid> WriteAsync(int daysAgo)
    {
        var finished = app.Clock.GetUtcNow().AddDays(-daysAgo);
        var document = Document(Guid.CreateVersion7(finished), finished);
        await using var db = app.OpenDb();
        await db.RecordAsync(delivery: null, document, writtenAt: null, Cancellation);
        return document.Id!.Value;
    }

    private static ImportDocument Document(Guid id, DateTimeOffset finished) =>
        new()
        {
            Id = id,
            Outcome = ImportRun.Taken,
            Counts = [new(RecordCategory.Student, 447, 12, 3, 431, 5, 1, 0)],
            Rejections = 3,
            Issues =
            [
                new(
                    "eleves.csv",
                    31,
                    Somebody,
                    IssueSeverity.Rejection,
                    IssueCodes.UnknownRelative,
                    Somebody,
                    $"lien rejeté, élève gardé\u00a0: le responsable {Somebody} n’est pas connu"
                ),
                new(
                    "eleves.csv",
                    32,
                    Somebody,
                    IssueSeverity.Rejection,
                    IssueCodes.NoSurname,
                    null,
                    "enregistrement rejeté\u00a0: il n’a pas de nom"
                ),
                new("eleves.csv", 33, Somebody, IssueSeverity.Rejection, "import.of-a-version-gone", Somebody, Somebody),
            ],
            StartedAt = finished,
            FinishedAt = finished,
        };
}
