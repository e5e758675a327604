using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Audit;
using Rattache.Web.Imports;
using Rattache.Web.Tests.Imports.Csv;

namespace Rattache.Web.Tests.Imports;

/// <summary>A school that has closed, or left its feed: its people leave with the next whole delivery, by the ordinary path.</summary>
public sealed class CloseSchoolTests
{
    private static readonly DateOnly First = new(2026, 11, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PeopleOfASchoolThatIsDeliveredNoMore_StayEvenForced_UntilItIsClosed()
    {
        await using var app = await StartAsync((1, 3), (2, 4));
        await app.TakeAsync(Night(1, (1, 3)).Write(app.Folder), force: true);
        (await LeftAsync(app)).ShouldBeEmpty();

        await CloseAsync(app, 2);
        (await LeftAsync(app)).ShouldBeEmpty("nobody leaves by the mark");
        var report = await app.TakeAsync(Night(2, (1, 3)).Write(app.Folder));

        (await LeftAsync(app)).ShouldBe(["20300", "20301", "20302", "20303", "20400", "20401", "20402", "20403"]);
        (await app.Db.Accounts.Where(a => a.LeftAt != null).Select(a => a.LeftAt).Distinct().SingleAsync(Cancellation)).ShouldBe(
            app.Clock.GetUtcNow()
        );
        report.Counts.Where(c => c.Left > 0).Select(c => (c.Category, c.Left)).ShouldBe([(RecordCategory.Relative, 4), (RecordCategory.Student, 4)]);
        report.Kept.People.ShouldBe(0);
    }

    [Fact]
    public async Task TheBrakes_DoNotCountThem_AndJudgeEverybodyElseWithoutThem()
    {
        await using var app = await StartAsync((1, 100), (2, 100));
        await CloseAsync(app, 2);

        var refusal = await app.RefuseAsync(Night(1).With(1, first: 4, pupils: 96).Write(app.Folder));
        (refusal.Code, refusal.Detail).ShouldBe((DeliveryRefusal.DirectoryEmpties, "8 / 200"));

        await app.TakeAsync(Night(2).With(1, first: 3, pupils: 97).Write(app.Folder));
        (await LeftAsync(app)).Count.ShouldBe(206);
    }

    [Fact]
    public async Task TheBrakes_NameTheSchoolThatIsNotClosed()
    {
        await using var app = await StartAsync((1, 100), (2, 400));
        await CloseAsync(app, 2);

        var refusal = await app.RefuseAsync(Night(1).With(1, first: 13, pupils: 87).Write(app.Folder));

        (refusal.Code, refusal.Detail).ShouldBe((DeliveryRefusal.SchoolEmpties, $"{Schooling.Uai(1)}: 26 / 200"));
        (await LeftAsync(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task ADryRun_SaysWhoWouldLeave_AndChangesNothing()
    {
        await using var app = await StartAsync((1, 3), (2, 4));
        await CloseAsync(app, 2);
        var before = await app.DumpAsync();

        var outcome = await app.ImportAsync([Night(1, (1, 3)).Write(app.Folder)], dryRun: true);

        outcome.ShouldBeOfType<ImportOutcome.Taken>().Report.Counts.Sum(c => c.Left).ShouldBe(8);
        (await app.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task ADeliveryThatHoldsItAgain_TakesTheMarkAway_AndSaysSo()
    {
        await using var app = await StartAsync((1, 3), (2, 4));
        var before = await app.Db.StatedAsync();
        await CloseAsync(app, 2);
        (await app.TakeAsync(Night(1, (1, 3)).Write(app.Folder))).Reopened.ShouldBeEmpty();

        var outcome = await app.ImportAsync([Night(2, (1, 3), (2, 4)).Write(app.Folder)]);

        outcome.ShouldBeOfType<ImportOutcome.Taken>().Report.Reopened.ShouldBe([Schooling.Uai(2)]);
        ImportJson.Write(outcome.Document).ShouldContain($"\"reopened\":[\"{Schooling.Uai(2)}\"]");
        (await app.Db.StatedAsync()).ShouldBe(before, "whoever left is there again as they were");
        await app.TakeAsync(Night(3, (1, 3)).Write(app.Folder), force: true);
        (await LeftAsync(app)).ShouldBeEmpty("the mark is gone");
    }

    [Fact]
    public async Task ADelta_HoldsItToo()
    {
        await using var app = await StartAsync((1, 3), (2, 4));
        await CloseAsync(app, 2);
        var delta = new AafNight(First.AddDays(1)) { IsDelta = true }.Change("EtabEducNat", "2", ("ENTStructureNomCourant", ["CLG$AUTRE$NICE"]));
        (await app.TakeAsync(delta.Write(app.Folder))).Reopened.ShouldBe([Schooling.Uai(2)]);
        await app.TakeAsync(Night(2, (1, 3)).Write(app.Folder), force: true);
        (await LeftAsync(app)).ShouldBeEmpty();
    }

    [Fact]
    public async Task OfAFeedDeliveredByParts_TheNextPartSpeaksForIt()
    {
        await using var app = await StartAsync((1, 3), (2, 4), (3, 2));
        await CloseAsync(app, 2);
        await app.TakeAsync(Night(1, (3, 2)).Write(app.Folder));
        (await LeftAsync(app)).Count.ShouldBe(8, "and of the first school, which another part delivers, nobody");
    }

    [Fact]
    public async Task WhoIsInAnotherSchoolBesides_StaysThere_AndWhoMovedToOneHasNotLeft()
    {
        await using var app = await ImportApp.StartAsync();
        app.Clock.SetUtcNow(Begin(0));
        var teacher = new (string, string[])[] { ("ENTPersonJointure", ["91"]), ("sn", ["MARTIN"]), ("givenName", ["Claude"]) };
        await app.TakeAsync(
            Night(0, (1, 3), (2, 1), (3, 1))
                .Pupil("80", "2", "6A", "30400")
                .Pupil("81", "2", "6A", "10400")
                .Add("PersEducNat", "91", [.. teacher, ("ENTPersonFonctions", ["2$ENS$E$L$X", "3$ENS$E$L$X"])])
                .Write(app.Folder)
        );
        await CloseAsync(app, 2);

        await app.TakeAsync(Night(1, (1, 3)).Pupil("81", "1", "6A", "10400").Head("90", "1").Write(app.Folder));

        (await LeftAsync(app)).ShouldBe(["20300", "20400", "80"]);
        (await app.Db.StatedAsync())
            .Where(line => line.StartsWith("place Aaf/23/91", StringComparison.Ordinal))
            .ShouldBe([$"place Aaf/23/91 {Schooling.Uai(3)}  Post"]);
    }

    [Fact]
    public async Task TakenBackBeforeTheNextDelivery_NobodyLeaves()
    {
        await using var app = await StartAsync((1, 3), (2, 4));
        await CloseAsync(app, 2);
        await using (var db = app.OpenDb())
        {
            (await new CloseSchool(db, app.Clock).ReopenAsync(Schooling.Uai(2), Cancellation)).ShouldBeOfType<SchoolClosing.Done>();
        }

        await app.TakeAsync(Night(1, (1, 3)).Write(app.Folder), force: true);

        (await LeftAsync(app)).ShouldBeEmpty();
        (await app.Db.Audit.OrderBy(e => e.Id).Select(e => e.Kind).Where(k => k != AuditKinds.Imported).ToListAsync(Cancellation)).ShouldBe([
            AuditKinds.SchoolClosed,
            AuditKinds.SchoolReopened,
        ]);
    }

    [Fact]
    public async Task ASchoolThatTheFeedCallsByTwoIds_IsClosedUnderBoth_AndThereUnderEither()
    {
        await using var app = await StartAsync((1, 3), (2, 4));
        await app.TakeAsync(Night(1, (1, 3), (2, 4)).School("22", Schooling.Uai(2)).Write(app.Folder));
        await CloseAsync(app, 2);
        (await app.Db.FeedSchools.AsNoTracking().CountAsync(f => f.ClosedAt != null, Cancellation)).ShouldBe(2);

        await app.TakeAsync(Night(2, (1, 3)).School("22", Schooling.Uai(2)).Write(app.Folder), force: true);

        (await app.Db.FeedSchools.AsNoTracking().AnyAsync(f => f.ClosedAt != null, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task ASchoolInSeveralFeeds_IsClosedInAll_AndReopenedWhereItIsDelivered()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.WithIds);
        await app.TakeAsync(Night(0, (1, 3)).School("2", "0350202E").Write(app.Folder));
        await using (var db = app.OpenDb())
        {
            var done = (await new CloseSchool(db, app.Clock).CloseAsync("0350202e", Cancellation)).ShouldBeOfType<SchoolClosing.Done>();
            done.Feeds.Select(f => (f.Source, f.Academy, f.HasOpenSchool))
                .ShouldBe([(DirectorySource.Aaf, "23", true), (DirectorySource.Csv, "0350202E", false)], ignoreOrder: true);
            done.Feeds.Single(f => f.Source == DirectorySource.Csv)
                .People.ShouldBe(await app.Db.Accounts.CountAsync(a => a.Source == DirectorySource.Csv, Cancellation));
        }

        (await app.TakeAsync(SampleCsv.WithIds)).Reopened.ShouldBe(["0350202E"]);

        var closed = await app.Db.FeedSchools.AsNoTracking().SingleAsync(f => f.ClosedAt != null, Cancellation);
        closed.Source.ShouldBe(DirectorySource.Aaf);
    }

    [Fact]
    public async Task OnceAllItsSchoolsAreClosed_AFeedMayBringOthersOnly_AndEverybodyOfTheFirstLeaves()
    {
        await using var app = await StartAsync((1, 30));
        await CloseAsync(app, 1);
        await app.TakeAsync(Night(1, (2, 3)).Write(app.Folder));
        (await LeftAsync(app)).Count.ShouldBe(60);
    }

    [Fact]
    public async Task OfAFeedWithOneSchool_TheVerbSaysHow_AndThatIsHow()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.Onde);
        await using (var db = app.OpenDb())
        {
            await new CloseSchool(db, app.Clock).CloseAsync("0610101D", Cancellation);
        }

        await app.TakeAsync(SampleCsv.Copy(SampleCsv.Onde, app.Folder, lines => lines.Take(1)), force: true);

        (await app.Db.Accounts.AnyAsync(a => a.LeftAt == null, Cancellation)).ShouldBeFalse();
    }

    private static async Task<ImportApp> StartAsync(params (int School, int Pupils)[] schools)
    {
        var app = await ImportApp.StartAsync();
        app.Clock.SetUtcNow(Begin(0)); // far from the start of the school year
        await app.TakeAsync(Night(0, schools).Write(app.Folder));
        app.Clock.SetUtcNow(Begin(1));
        return app;
    }

    private static async Task CloseAsync(ImportApp app, int school)
    {
        await using var db = app.OpenDb();
        (await new CloseSchool(db, app.Clock).CloseAsync(Schooling.Uai(school), Cancellation)).ShouldBeOfType<SchoolClosing.Done>();
    }

    private static DateTimeOffset Begin(int night) => new(First.AddDays(night + 1), new(3, 0), TimeSpan.Zero);

    private static AafNight Night(int night, params (int School, int Pupils)[] schools) => Schooling.Of(First.AddDays(night), schools);

    private static Task<List<string>> LeftAsync(ImportApp app) =>
        app.Db.Accounts.Where(a => a.LeftAt != null).Select(a => a.ExternalId).Order().ToListAsync(Cancellation);
}
