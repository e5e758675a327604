using Microsoft.EntityFrameworkCore;

namespace Rattache.Web.Tests.Imports;

/// <summary>What a night tells parents of: a child who comes to a school or leaves one, and nothing else.</summary>
public sealed class NoticesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FirstNight_NobodyIsThereToBeTold()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Night(1).Pupil("20", "1", "6A", "10").Write(app.Folder));
        (await app.Db.Notices.CountAsync(Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task ANewPupil_TellsTheParentsWhoActivated_AndAnotherClassTellsNobody()
    {
        await using var app = await StartAsync(Night(1).Pupil("20", "1", "6A", "10", "11"), "10");

        await app.TakeAsync(Night(2).Pupil("20", "1", "6B", "10", "11").Pupil("21", "1", "6A", "10", "11").Write(app.Folder));

        (await ToldAsync(app)).ShouldBe(["10 ChildArrived 21"]);
        var notice = await app.Db.Notices.AsNoTracking().SingleAsync(Cancellation);
        (notice.At, notice.LookAt).ShouldBe((app.Clock.GetUtcNow(), app.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task APupilWhoChangesSchool_LeavesOneAndComesToTheOther()
    {
        await using var app = await StartAsync(Night(1).Pupil("20", "1", "6A", "10"), "10");
        await app.TakeAsync(Night(2).Pupil("20", "2", "6A", "10").Write(app.Folder));
        (await ToldAsync(app)).ShouldBe(["10 ChildArrived 20", "10 ChildLeft 20"]);
    }

    [Fact]
    public async Task APupilWhoIsMissing_HasLeft_AndWhoReturnsHasComeAndNotLeftAgain()
    {
        await using var app = await StartAsync(Night(1).Pupil("20", "1", "6A", "10").Pupil("21", "1", "6A", "11"), "10");
        await app.TakeAsync(Night(2).Pupil("21", "1", "6A", "11").Write(app.Folder), force: true);
        (await ToldAsync(app)).ShouldBe(["10 ChildLeft 20"]);
        await app.Db.Notices.ExecuteDeleteAsync(Cancellation);

        await app.TakeAsync(Night(3).Pupil("20", "2", "6A", "10").Pupil("21", "1", "6A", "11").Write(app.Folder), force: true);
        (await ToldAsync(app)).ShouldBe(["10 ChildArrived 20"]);
    }

    [Fact]
    public async Task APupilMissingFromOneOfTwoSchools_HasLeftThatOne()
    {
        await using var app = await StartAsync(Night(1).Pupil("20", "1", "6A", "10").Pupil("21", "2", "6A", "11"), "10");
        app.Db.Attachments.Add(
            new(
                await app.Db.Accounts.Where(a => a.ExternalId == "20").Select(a => a.Id).SingleAsync(Cancellation),
                await app.Db.FeedSchools.Where(s => s.ExternalId == "2").Select(s => s.SchoolId).SingleAsync(Cancellation),
                "6C"
            )
        );
        await app.Db.SaveChangesAsync(Cancellation);

        await app.TakeAsync(
            new AafNight(new(2026, 9, 2)).School("1", "0411010A").Relative("11").Pupil("22", "1", "6A", "11").Write(app.Folder),
            force: true
        );

        (await ToldAsync(app)).ShouldBe(["10 ChildLeft 20"]);
    }

    [Fact]
    public async Task ADelta_TellsWhatItChanges()
    {
        await using var app = await StartAsync(Night(1).Pupil("20", "1", "6A", "10").Pupil("21", "1", "6A", "10"), "10");
        var delta = new AafNight(new(2026, 9, 2)) { IsDelta = true };
        delta.Withdraw("Eleve", "21").Change("Eleve", "20", ("ENTPersonStructRattach", ["2"]), ("ENTEleveClasses", ["2$5A"]));

        await app.TakeAsync(delta.Write(app.Folder), force: true);

        (await ToldAsync(app)).ShouldBe(["10 ChildArrived 20", "10 ChildLeft 20", "10 ChildLeft 21"]);
    }

    [Fact]
    public async Task TheSameNightAgain_TellsNothing_AndADryRunNeither()
    {
        await using var app = await StartAsync(Night(1).Pupil("20", "1", "6A", "10"), "10");
        await app.TakeAsync(Night(2).Pupil("20", "1", "6A", "10").Write(app.Folder));
        await app.ImportAsync([Night(3).Pupil("20", "2", "6A", "10").Write(app.Folder)], dryRun: true);
        (await ToldAsync(app)).ShouldBeEmpty();
    }

    private static AafNight Night(int day) =>
        new AafNight(new(2026, 9, day)).School("1", "0411010A").School("2", "0411011B").Relative("10").Relative("11");

    private static async Task<ImportApp> StartAsync(AafNight first, string activated)
    {
        var app = await ImportApp.StartAsync();
        await app.TakeAsync(first.Write(app.Folder));
        var id = await app.Db.Accounts.Where(a => a.ExternalId == activated).Select(a => a.Id).SingleAsync(Cancellation);
        app.Db.Users.Add(
            new()
            {
                Id = id,
                UserName = activated,
                NormalizedUserName = activated,
            }
        );
        await app.Db.SaveChangesAsync(Cancellation);
        return app;
    }

    private static async Task<List<string>> ToldAsync(ImportApp app) => [.. (
                await app
                    .Db.Notices.AsNoTracking()
                    .Join(app.Db.Accounts, n => n.AccountId, a => a.Id, (n, a) => new { n, Account = a.ExternalId })
                    .Join(
                        app.Db.Accounts,
                        x => x.n.AboutId,
                        a => a.Id,
                        (x, a) =>
                            new
                            {
                                x.Account,
                                x.n.What,
                                About = a.ExternalId,
                            }
                    )
                    .ToListAsync(Cancellation)
            ).Select(x => $"{x.Account} {x.What} {x.About}").Order(StringComparer.Ordinal)];
}
