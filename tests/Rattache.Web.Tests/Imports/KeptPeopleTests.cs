using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Imports;
using Rattache.Web.Imports;

namespace Rattache.Web.Tests.Imports;

/// <summary>Who is missing and does not leave is told, with why; who is only in another part of the feed is not.</summary>
public sealed class KeptPeopleTests
{
    private static readonly DateOnly First = new(2026, 9, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ASchoolThatItsFeedDeliversNoMore_IsTold_OnTheFifthDayWithoutIt_AndFromThenOn()
    {
        await using var app = await ImportApp.StartAsync();
        await NightAsync(app, 0, (1, 3), (2, 4));

        for (var night = 1; night < 5; night++)
        {
            (await NightAsync(app, night, (1, 3))).Kept.People.ShouldBe(0);
        }

        foreach (var night in new[] { 5, 6 })
        {
            var kept = (await NightAsync(app, night, (1, 3))).Kept;
            (kept.People, kept.SchoolCount).ShouldBe((8, 1), "four pupils and their parents");
            kept.Schools.ShouldBe([new KeptSchool(Schooling.Uai(2), 8, new(2026, 9, 2, 3, 0, 0, TimeSpan.Zero))]);
        }

        (await app.Db.Accounts.AnyAsync(a => a.LeftAt != null, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task AFeedDeliveredByParts_TellsOfNobody_InNoOrder_AndNotAfterASummerEither()
    {
        await using var app = await ImportApp.StartAsync();
        foreach (var night in new[] { 0, 1, 2, 3, 4, 5, 6, 70, 71 })
        {
            int[] parts = night % 2 == 0 ? [1, 2, 3] : [3, 2, 1];
            foreach (var part in parts)
            {
                (await NightAsync(app, night, (part, 3))).Kept.People.ShouldBe(0, $"part {part} of night {night}");
                app.Clock.Advance(TimeSpan.FromMinutes(20));
            }
        }
    }

    [Fact]
    public async Task APartThatComesNoMore_IsToldByTheOthers()
    {
        await using var app = await ImportApp.StartAsync();
        await NightAsync(app, 0, (1, 3));
        await NightAsync(app, 0, (2, 4));
        await NightAsync(app, 0, (3, 5));
        for (var night = 1; night < 5; night++)
        {
            await NightAsync(app, night, (1, 3));
            await NightAsync(app, night, (2, 4));
        }

        (await NightAsync(app, 5, (1, 3))).Kept.Schools.Select(s => (s.Uai, s.People)).ShouldBe([(Schooling.Uai(3), 10)]);
        (await NightAsync(app, 5, (2, 4))).Kept.Schools.Select(s => (s.Uai, s.People)).ShouldBe([(Schooling.Uai(3), 10)]);
    }

    [Fact]
    public async Task WhoIsInASchoolThatAnotherPartDelivers_IsNotToldAsKept()
    {
        await using var app = await ImportApp.StartAsync();
        app.MissingSchools = new() { After = 2 };
        // A teacher of the second and the third school, and a parent of a child in each.
        await app.TakeAsync(
            Schooling
                .Of(First, (1, 3), (2, 1), (3, 1))
                .Head("90", "2")
                .Pupil("80", "2", "6A", "30400")
                .Add(
                    "PersEducNat",
                    "91",
                    ("ENTPersonJointure", ["91"]),
                    ("sn", ["MARTIN"]),
                    ("givenName", ["Claude"]),
                    ("ENTPersonStructRattach", ["2"]),
                    ("ENTPersonFonctions", ["2$ENS$ENSEIGNANT$L0202$X", "3$ENS$ENSEIGNANT$L0202$X"])
                )
                .Write(app.Folder)
        );
        foreach (var night in new[] { 1, 2 })
        {
            await NightAsync(app, night, (3, 1)); // the parts that come are the third's…
            app.Clock.SetUtcNow(Begin(night));
            var report = await app.TakeAsync(Night(night, (1, 3)).Head("92", "1").Write(Path.Combine(app.Folder, "first")), force: true);
            if (night == 2)
            {
                // … and the first's: nobody delivers the second, with its pupils 20300 and 80, the parent 20400, and its head.
                report.Kept.Schools.Select(s => (s.Uai, s.People)).ShouldBe([(Schooling.Uai(2), 4)]);
                report.Kept.People.ShouldBe(4);
            }
        }
    }

    [Fact]
    public async Task WhoIsInTwoSuchSchools_IsOfBoth_AndOnePerson_AndTheLargestComesFirst()
    {
        await using var app = await ImportApp.StartAsync();
        app.MissingSchools = new() { After = 1 };
        await app.TakeAsync(Night(0, (1, 3), (2, 1), (3, 2)).Pupil("80", "2", "6A", "30400").Write(app.Folder));

        var kept = (await NightAsync(app, 1, (1, 3))).Kept;

        kept.Schools.Select(s => (s.Uai, s.People)).ShouldBe([(Schooling.Uai(2), 4), (Schooling.Uai(3), 4)]);
        kept.People.ShouldBe(7);
    }

    [Fact]
    public async Task OfManySchools_TwentyAreTold_AndHowManyThereAre()
    {
        await using var app = await ImportApp.StartAsync();
        app.MissingSchools = new() { After = 1 };
        await app.TakeAsync(Night(0, [.. Enumerable.Range(1, 24).Select(school => (school, school == 24 ? 2 : 1))]).Write(app.Folder));

        var kept = (await NightAsync(app, 1, (1, 1))).Kept;

        (kept.People, kept.SchoolCount, kept.Schools.Length).ShouldBe((48, 23, KeptPeople.MostSchools));
        kept.Schools[0].Uai.ShouldBe(Schooling.Uai(24));
    }

    [Fact]
    public async Task OnADatabaseOfTheVersionBefore_AbsenceCountsFromNow()
    {
        await using var app = await ImportApp.StartAsync();
        await NightAsync(app, 0, (1, 3), (2, 4));
        await app.Db.FeedSchools.ExecuteUpdateAsync(set => set.SetProperty(f => f.SeenAt, (DateTimeOffset?)null), Cancellation);
        for (var night = 20; night < 25; night++)
        {
            (await NightAsync(app, night, (1, 3))).Kept.People.ShouldBe(0);
        }

        (await NightAsync(app, 25, (1, 3))).Kept.People.ShouldBe(8);
    }

    [Fact]
    public async Task ADeltaAndAPartialDelivery_TellOfNobody()
    {
        await using var app = await ImportApp.StartAsync();
        app.MissingSchools = new() { After = 1 };
        await NightAsync(app, 0, (1, 3), (2, 4));
        app.Clock.SetUtcNow(Begin(1));
        var delta = new AafNight(First.AddDays(1)) { IsDelta = true }.Change("PersRelEleve", "10400", ("mail", ["x@example.org"]));
        (await app.TakeAsync(delta.Write(app.Folder))).Kept.People.ShouldBe(0);
        var whole = Night(1, (1, 3)).Write(app.Folder);
        (await app.TakeAsync(Directory.GetFiles(whole, "*_Eleve_*").Single())).Kept.People.ShouldBe(0);
    }

    [Fact]
    public async Task ARowThatDoesNotSayWhoseItIs_IsToldWithHowManyItKeeps()
    {
        await using var app = await ImportApp.StartAsync();
        await NightAsync(app, 0, (1, 3), (2, 4));

        app.Clock.SetUtcNow(Begin(1));
        var night = new AafNight(First.AddDays(1)).With(1, first: 2, pupils: 1).With(2, first: 0, pupils: 4);
        var report = await app.TakeAsync(night.Add("PersRelEleve", "", ("sn", ["SANS"])).Write(app.Folder), force: true);

        report.Kept.People.ShouldBe(2);
        report.Kept.Categories.ShouldBe([new KeptCategory(RecordCategory.Relative, 2)]);
        (await app.Db.Accounts.Where(a => a.LeftAt != null).Select(a => a.ExternalId).Order().ToListAsync(Cancellation)).ShouldBe(["10300", "10301"]);
    }

    [Fact]
    public async Task TheReport_SaysItInWords_AndWhatToDo()
    {
        await using var app = await ImportApp.StartAsync();
        app.MissingSchools = new() { After = 1 };
        await NightAsync(app, 0, (1, 3), (2, 4));
        app.Clock.SetUtcNow(Begin(1));
        var night = Night(1).With(1, first: 1, pupils: 2).Add("PersRelEleve", "", ("sn", ["SANS"]));
        var id = (await app.ImportAsync([night.Write(app.Folder)], force: true)).Document.Id;

        using var json = JsonDocument.Parse((await app.Db.ImportRuns.SingleAsync(r => r.Id == id, Cancellation)).Report);
        var kept = json.RootElement.GetProperty("kept");

        kept.EnumerateObject().Select(p => p.Name).ShouldBe(["people", "schoolCount", "schools", "categories"]);
        (kept.GetProperty("people").GetInt32(), kept.GetProperty("schoolCount").GetInt32()).ShouldBe((5, 1));
        var school = kept.GetProperty("schools").EnumerateArray().Single();
        school.EnumerateObject().Select(p => p.Name).ShouldBe(["uai", "people", "lastDelivered", "reason"]);
        (school.GetProperty("uai").GetString(), school.GetProperty("people").GetInt32()).ShouldBe((Schooling.Uai(2), 4));
        school.GetProperty("lastDelivered").GetString().ShouldBe("2026-09-02");
        school
            .GetProperty("reason")
            .GetString()
            .ShouldBe(
                "aucune livraison de ce flux ne contient cette école depuis le 02/09/2026\u00a0; rien n’est perdu. Si elle a fermé ou quitté ce "
                    + $"flux, lancez «\u00a0rattache close-school {Schooling.Uai(2)}\u00a0»\u00a0; sinon, demandez pourquoi elle n’y est plus"
            );
        var category = kept.GetProperty("categories").EnumerateArray().Single();
        (category.GetProperty("category").GetString(), category.GetProperty("people").GetInt32()).ShouldBe(("relative", 1));
        category.GetProperty("reason").GetString()!.ShouldStartWith("une ligne ne dit pas de qui elle est");
    }

    private static DateTimeOffset Begin(int night) => new(First.AddDays(night + 1), new(3, 0), TimeSpan.Zero);

    private static AafNight Night(int night, params (int School, int Pupils)[] schools) => Schooling.Of(First.AddDays(night), schools);

    /// <summary>At three in the morning of its day; later, if the clock is past it.</summary>
    private static async Task<ImportReport> NightAsync(ImportApp app, int night, params (int School, int Pupils)[] schools)
    {
        if (app.Clock.GetUtcNow() < Begin(night))
        {
            app.Clock.SetUtcNow(Begin(night));
        }

        return await app.TakeAsync(Night(night, schools).Write(app.Folder), force: true);
    }
}
