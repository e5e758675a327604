using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Data;
using Rattache.Web.Imports;

namespace Rattache.Web.Tests.Imports;

/// <summary>Who leaves with a delivery, who does not, and what the brakes stop.</summary>
public sealed class DeparturesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MissingFromAWholeDelivery_HasLeft_AndComesBackAsTheyWere()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Town().Write(app.Folder));
        var before = await app.Db.StatedAsync();

        var gone = await app.TakeAsync(Town(new(2026, 9, 2), without: ["20", "10"]).Write(app.Folder), force: true);

        (await LeftAsync(app)).ShouldBe(["10", "20"]);
        (await app.Db.Accounts.Where(a => a.LeftAt != null).Select(a => a.LeftAt).Distinct().SingleAsync(Cancellation)).ShouldBe(
            app.Clock.GetUtcNow()
        );
        (await app.Db.ChildLinks.CountAsync(Cancellation)).ShouldBe(3, "nothing of theirs is removed");
        Left(gone).ShouldBe([(RecordCategory.Relative, 1), (RecordCategory.Student, 1)], ignoreOrder: true);

        var back = await app.TakeAsync(Town(new(2026, 9, 3)).Write(app.Folder));

        (await app.Db.StatedAsync()).ShouldBe(before);
        back.Counts.Sum(c => c.Returned).ShouldBe(2);
    }

    [Fact]
    public async Task MissingPupil_IsNotShownToTheirParent_AndTheOtherParentStaysSomebodyElse()
    {
        await using var app = await ImportApp.StartAsync();
        AafNight Family(DateOnly day) => new AafNight(day).School("1", "0411010A").Relative("10").Relative("11");
        await app.TakeAsync(Family(new(2026, 9, 1)).Pupil("20", "1", "6A", "10", "11").Pupil("21", "1", "6A", "10").Write(app.Folder));
        await app.TakeAsync(Family(new(2026, 9, 2)).Pupil("21", "1", "6A", "10").Write(app.Folder), force: true);

        var relatives = await app.Db.Accounts.Where(a => a.Kind == AccountKind.Relative).OrderBy(a => a.ExternalId).ToListAsync(Cancellation);
        var graph = await app.Db.LoadGraphAsync([.. relatives.Select(r => r.Id)], Cancellation);

        AccountView.Of(graph, relatives[0].Id).Children.Length.ShouldBe(1);
        AccountView.Of(graph, relatives[1].Id).Children.ShouldBeEmpty();
        graph.Accounts[relatives[0].Id].Children.Select(c => c.StudentId).ShouldContain(graph.Accounts[relatives[1].Id].Children.Single().StudentId);
    }

    [Fact]
    public async Task ADeliveryOfOneSchool_MakesNobodyElseLeave()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Town().Write(app.Folder));

        await app.TakeAsync(
            new AafNight(new(2026, 9, 2)).School("1", "0411010A").Relative("12").Pupil("23", "1", "6B", "12").Head("90", "1").Write(app.Folder),
            force: true
        );

        (await LeftAsync(app)).ShouldBe(["10", "20", "21"], "the parent of both schools, and all of the second, stay");
    }

    [Fact]
    public async Task ARejectedRecord_ACategoryThatDidNotCome_AFileAlone_MakeNobodyLeave()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Town().Write(app.Folder));

        await app.TakeAsync(
            Town(new(2026, 9, 2), without: ["10"]).Add("PersRelEleve", "10", ("ENTPersonJointure", ["10"]), ("sn", [""])).Write(app.Folder)
        );
        (await LeftAsync(app)).ShouldBeEmpty("a record without a surname is there all the same");

        await app.TakeAsync(Town(new(2026, 9, 3), without: ["90", "91"]).Write(app.Folder));
        (await LeftAsync(app)).ShouldBeEmpty("no staff were delivered");

        var alone = Town(new(2026, 9, 4), without: ["20"]).Write(app.Folder);
        await app.TakeAsync(Directory.GetFiles(alone, "*_Eleve_*").Single());
        (await LeftAsync(app)).ShouldBeEmpty("one file given alone is no whole delivery");
    }

    [Fact]
    public async Task AHeadOfSchoolWhoLeaves_HoldsNoRightAnyMore_AndHasItAgainOnReturn()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Town().Write(app.Folder));
        await app.TakeAsync(Town(new(2026, 9, 2), without: ["90"]).Write(app.Folder), force: true);
        (await app.Db.AdministrationRights.CountAsync(Cancellation)).ShouldBe(1);
        await app.TakeAsync(Town(new(2026, 9, 3)).Write(app.Folder));
        (await app.Db.AdministrationRights.CountAsync(Cancellation)).ShouldBe(2);
    }

    [Fact]
    public async Task AHeadOfTwoSchools_WhoLeavesOne_KeepsTheRightOfTheOtherAlone()
    {
        await using var app = await ImportApp.StartAsync();
        AafNight Schools(DateOnly day) => new AafNight(day).School("1", "0411010A").Head("90", "1");
        await app.TakeAsync(
            Schools(new(2026, 9, 1)).School("2", "0411011B").Add("PersEducNat", "91", HeadOfBoth("91")).Write(app.Folder),
            force: true
        );
        (await app.Db.AdministrationRights.CountAsync(Cancellation)).ShouldBe(3);

        await app.TakeAsync(Schools(new(2026, 9, 2)).Write(app.Folder), force: true);

        (await LeftAsync(app)).ShouldBeEmpty();
        var rights = app.Db.AdministrationRights.Join(app.Db.Accounts, r => r.AccountId, a => a.Id, (r, a) => new { a.ExternalId, r.SchoolId });
        (
            await rights.Join(app.Db.Schools, r => r.SchoolId, s => s.Id, (r, s) => r.ExternalId + " " + s.Uai).Order().ToListAsync(Cancellation)
        ).ShouldBe(["90 0411010A", "91 0411011B"]);
    }

    [Fact]
    public async Task ADelivery_ThatWouldEmptyASchool_IsRefusedUntilForced()
    {
        await using var app = await ImportApp.StartAsync();
        app.Clock.SetUtcNow(new(2026, 11, 2, 3, 0, 0, TimeSpan.Zero)); // far from the start of the school year
        await app.TakeAsync(Crowd(new(2026, 11, 1), 0).Write(app.Folder));
        var before = await app.DumpAsync();
        var cut = Crowd(new(2026, 11, 2), missing: 25).Write(app.Folder);

        var refusal = await app.RefuseAsync(cut);

        (refusal.Code, refusal.Detail).ShouldBe((DeliveryRefusal.SchoolEmpties, "0411010A: 25 / 120"));
        (await app.DumpAsync()).ShouldBe(before);
        (await app.Db.ImportRuns.CountAsync(r => r.Outcome == DeliveryRefusal.SchoolEmpties, Cancellation)).ShouldBe(1);
        await app.TakeAsync(cut, force: true);
        (await LeftAsync(app)).Count.ShouldBe(25);
    }

    [Fact]
    public async Task ADelta_ThatWouldEmptyTheDirectory_IsRefusedUntilForced()
    {
        await using var app = await ImportApp.StartAsync();
        app.Clock.SetUtcNow(new(2026, 11, 2, 3, 0, 0, TimeSpan.Zero));
        await app.TakeAsync(Crowd(new(2026, 11, 1), 0).Write(app.Folder));
        var delta = new AafNight(new(2026, 11, 2)) { IsDelta = true };
        foreach (var pupil in Enumerable.Range(0, 4))
        {
            delta.Withdraw("Eleve", $"{3000 + pupil}");
        }

        var folder = delta.Write(app.Folder);
        (await app.RefuseAsync(folder)).Code.ShouldBe(DeliveryRefusal.DirectoryEmpties);
        await app.TakeAsync(folder, force: true);
    }

    [Fact]
    public async Task AtTheStartOfTheSchoolYear_MoreMayLeave()
    {
        await using var app = await ImportApp.StartAsync();
        app.Clock.SetUtcNow(new(2026, 9, 2, 3, 0, 0, TimeSpan.Zero));
        await app.TakeAsync(Crowd(new(2026, 9, 1), 0).Write(app.Folder));
        await app.TakeAsync(Crowd(new(2026, 9, 2), missing: 25).Write(app.Folder));
        (await LeftAsync(app)).Count.ShouldBe(25);
    }

    [Fact]
    public async Task AFullDelivery_WithoutACategory_OrASlice_OrAnySchoolKnown_IsRefusedUntilForced()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Town().Write(app.Folder));

        var withoutRelatives = Town(new(2026, 9, 2)).Write(app.Folder);
        File.Delete(Directory.GetFiles(withoutRelatives, "*_PersRelEleve_*").Single());
        var lacks = await app.RefuseAsync(withoutRelatives);
        (lacks.Code, lacks.Detail).ShouldBe((DeliveryRefusal.LacksCategory, "relative"));
        (await app.TakeAsync(withoutRelatives, force: true)).IsWhole.ShouldBeFalse();
        (await LeftAsync(app)).ShouldBeEmpty("forced or not, what is not whole makes nobody leave");

        var withoutFirstSlice = Town(new(2026, 9, 3)).Write(app.Folder);
        var pupils = Directory.GetFiles(withoutFirstSlice, "*_Eleve_*").Single();
        File.Move(pupils, pupils.Replace("_0000", "_0001", StringComparison.Ordinal));
        (await app.RefuseAsync(withoutFirstSlice)).Code.ShouldBe(DeliveryRefusal.LacksCategory);

        var elsewhere = new AafNight(new(2026, 9, 4)).School("7", "0411017H").Relative("70").Pupil("71", "7", "6A", "70").Write(app.Folder);
        (await app.RefuseAsync(elsewhere)).Code.ShouldBe(DeliveryRefusal.CoversNothing);
    }

    [Fact]
    public async Task DryRun_SaysWhoWouldLeave_AndWritesNothing()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Town().Write(app.Folder));
        var before = await app.DumpAsync();
        var runs = await app.Db.ImportRuns.CountAsync(Cancellation);

        var outcome = await app.ImportAsync([Town(new(2026, 9, 2), without: ["20"]).Write(app.Folder)], dryRun: true, force: true);

        Left(outcome.ShouldBeOfType<ImportOutcome.Taken>().Report).ShouldBe([(RecordCategory.Student, 1)]);
        (await app.DumpAsync()).ShouldBe(before);
        (await app.Db.ImportRuns.CountAsync(Cancellation)).ShouldBe(runs);
    }

    /// <summary>Two schools: pupil 20 and parent 10 in the first, 21 and 22 of parent 11 in one each.</summary>
    private static AafNight Town(DateOnly? day = null, params string[] without)
    {
        var night = new AafNight(day ?? new(2026, 9, 1)).School("1", "0411010A").School("2", "0411011B");
        foreach (var relative in new[] { "10", "11" }.Except(without))
        {
            night.Relative(relative);
        }

        foreach (
            var (pupil, school, relative) in new[] { ("20", "1", "10"), ("21", "1", "11"), ("22", "2", "11") }.Where(p => !without.Contains(p.Item1))
        )
        {
            night.Pupil(pupil, school, "6A", relative);
        }

        foreach (var (head, school) in new[] { ("90", "1"), ("91", "2") }.Where(h => !without.Contains(h.Item1)))
        {
            night.Head(head, school);
        }

        return night;
    }

    /// <summary>A hundred pupils of twenty parents in one school.</summary>
    private static AafNight Crowd(DateOnly day, int missing)
    {
        var night = new AafNight(day).School("1", "0411010A");
        foreach (var relative in Enumerable.Range(0, 20))
        {
            night.Relative($"{1000 + relative}");
        }

        foreach (var pupil in Enumerable.Range(missing, 100 - missing))
        {
            night.Pupil($"{3000 + pupil}", "1", "6A", $"{1000 + (pupil % 20)}");
        }

        return night;
    }

    private static IEnumerable<(RecordCategory, int)> Left(ImportReport report) =>
        report.Counts.Where(c => c.Left > 0).Select(c => (c.Category, c.Left));

    private static Task<List<string>> LeftAsync(ImportApp app) =>
        app.Db.Accounts.Where(a => a.LeftAt != null).Select(a => a.ExternalId).Order().ToListAsync(Cancellation);

    private static (string, string[])[] HeadOfBoth(string id) =>
        [
            ("ENTPersonJointure", [id]),
            ("sn", ["DIRECTION"]),
            ("givenName", ["Dominique"]),
            ("ENTPersonStructRattach", ["1"]),
            ("ENTPersonFonctions", ["1$DIR$DIRECTION$D0010$CHEF D'ETABLISSEMENT", "2$DIR$DIRECTION$D0010$CHEF D'ETABLISSEMENT"]),
        ];
}
