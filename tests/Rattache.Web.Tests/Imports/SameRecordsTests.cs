using Microsoft.EntityFrameworkCore;
using Rattache.Core.Imports;
using Rattache.Web.Data;
using Rattache.Web.Data.Mappings;
using Rattache.Web.Departures;
using Rattache.Web.Imports;

namespace Rattache.Web.Tests.Imports;

/// <summary>
/// A record that says what it said last time is not looked at again. Where something else has undone what it stated, it is.
/// </summary>
public sealed class SameRecordsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheSameDeliveryAgain_IsKnownByWhatItSays_AndChangesNothing()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Samples.Of("aaf"));
        var before = await app.DumpAsync();
        (await KnownAsync(app)).ShouldBeGreaterThan(await app.Db.Accounts.CountAsync(Cancellation) * 9 / 10);

        var report = await app.TakeAsync(Samples.Of("aaf"));

        (await app.DumpAsync()).ShouldBe(before);
        report.Counts.ShouldAllBe(c => c.New + c.Changed + c.Left + c.Returned == 0);
        report.Counts.Sum(c => c.Unchanged).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task AParentWasErased_AndComesAgain_TheChildWhoseRecordSaysTheSameIsTheirsAgain()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Family().Write(app.Folder));
        await using (var db = app.OpenDb())
        {
            var parent = await db.Accounts.Where(a => a.ExternalId == "10").Select(a => a.Id).SingleAsync(Cancellation);
            var graph = await db.LoadGraphAsync([parent], Cancellation);
            await db.EraseAccountsAsync([graph.Accounts[parent]], Cancellation);
        }

        var report = await app.TakeAsync(Family().Write(app.Folder));

        (await app.Db.ChildLinks.CountAsync(Cancellation)).ShouldBe(2);
        report.Counts.Sum(c => c.New).ShouldBe(1);
    }

    [Fact]
    public async Task APlaceThatAnotherDeliveryTookAway_IsThereAgain()
    {
        await using var app = await ImportApp.StartAsync();
        AafNight Both(DateOnly day) => Family(day).School("2", "0411011B").Add("Eleve", "22", PupilOfBoth("22"));
        await app.TakeAsync(Both(new(2026, 9, 1)).Write(app.Folder));
        var before = await app.Db.StatedAsync();

        await app.TakeAsync(Family(new(2026, 9, 2)).Write(app.Folder), force: true);
        (await app.Db.StatedAsync()).Length.ShouldBe(before.Length - 1);
        await app.TakeAsync(Both(new(2026, 9, 3)).Write(app.Folder));

        (await app.Db.StatedAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task AnotherPartOfTheFeed_LeavesWhatTheFirstPartSaid()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Schooling.Of(new(2026, 9, 1), (1, 2)).Write(app.Folder));
        var first = await KnownAsync(app);
        first.ShouldBe(4);

        await app.TakeAsync(Schooling.Of(new(2026, 9, 1), (2, 3)).Write(app.Folder), force: true);

        (await KnownAsync(app)).ShouldBe(first + 6);
    }

    [Fact]
    public async Task ASchoolsIdComesToMeanAnotherSchool_PlacesFollow_ThoughEachRecordSaysTheSame()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Family().Write(app.Folder));

        await app.TakeAsync(Family(new(2026, 9, 2), uai: "0411011B").Write(app.Folder), force: true);

        (await app.Db.StatedAsync())
            .Where(line => line.StartsWith("place", StringComparison.Ordinal))
            .ShouldAllBe(line => line.Contains("0411011B", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ALinkToNobodyKnown_IsToldEachNight_AndMadeOnceTheyAreKnown()
    {
        await using var app = await ImportApp.StartAsync();
        AafNight Night(int day) => Family(new(2026, 9, day)).Pupil("21", "1", "6A", "11");
        await app.TakeAsync(Night(1).Write(app.Folder));

        var again = await app.TakeAsync(Night(2).Write(app.Folder));
        again.Issues.Kept.Select(i => (i.Id, i.Code)).ShouldBe([("21", IssueCodes.UnknownRelative)]);

        await app.TakeAsync(Night(3).Relative("11").Write(app.Folder));
        (await app.Db.ChildLinks.CountAsync(Cancellation)).ShouldBe(3);
    }

    [Fact]
    public async Task ADeltaChangesOneBack_TheFullDeliveryThatSaysWhatItSaidBefore_Counts()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Family().Write(app.Folder));
        await app.TakeAsync(
            new AafNight(new(2026, 9, 2)) { IsDelta = true }
                .Change("PersRelEleve", "10", ("mail", ["autre@example.org"]))
                .Withdraw("Eleve", "20")
                .Write(app.Folder),
            force: true
        );

        var report = await app.TakeAsync(Family(new(2026, 9, 3)).Write(app.Folder));

        (report.Counts.Sum(c => c.Changed), report.Counts.Sum(c => c.Returned)).ShouldBe((1, 1));
        (await app.Db.Accounts.CountAsync(a => a.Email == "autre@example.org" || a.LeftAt != null, Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task ARecordChangedAfterItWasRead_IsReadAgain()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Family().Write(app.Folder));
        var seen = new List<ImportStep>();

        var outcomes = await app.RunAsync(new(Progress: new Meanwhile(seen, () => Undo(app))), Family().Write(app.Folder));

        seen.Count(step => step == ImportStep.Comparing).ShouldBe(2);
        outcomes.Single().ShouldBeOfType<ImportOutcome.Taken>().Report.Counts.Sum(c => c.Changed).ShouldBe(1);
        (await app.Db.Accounts.AnyAsync(a => a.FirstName == "Autre", Cancellation)).ShouldBeFalse();
    }

    /// <summary>As whoever changes a fact of the feed's has to.</summary>
    private static void Undo(ImportApp app)
    {
        using var db = app.OpenDb();
        db.Accounts.Where(a => a.ExternalId == "10")
            .ExecuteUpdate(set =>
                set.SetProperty(a => a.FirstName, "Autre").SetProperty(a => EF.Property<byte[]?>(a, AccountMapping.RecordDigest), (byte[]?)null)
            );
    }

    private static Task<int> KnownAsync(ImportApp app) =>
        app.Db.Accounts.CountAsync(a => EF.Property<byte[]?>(a, AccountMapping.RecordDigest) != null, Cancellation);

    private static AafNight Family(DateOnly? day = null, string uai = "0411010A") =>
        new AafNight(day ?? new(2026, 9, 1)).School("1", uai).Relative("10").Pupil("20", "1", "6A", "10").Pupil("23", "1", "6A", "10");

    private static (string, string[])[] PupilOfBoth(string id) =>
        [
            ("ENTPersonJointure", [id]),
            ("sn", ["DUPONT"]),
            ("givenName", ["Élève"]),
            ("ENTElevePersRelEleve", ["10$10$1$1$1$0"]),
            ("ENTPersonStructRattach", ["1"]),
            ("ENTEleveClasses", ["1$6A", "2$6B"]),
        ];

    private sealed class Meanwhile(List<ImportStep> seen, Action act) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Step == ImportStep.Comparing && !seen.Contains(value.Step))
            {
                act();
            }

            seen.Add(value.Step);
        }
    }
}
