using System.Text;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;

namespace Rattache.Web.Tests.Imports.Csv;

public sealed class CsvWithIdsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_Whole_WritesWhatTheFilesHold_AndTwiceChangesNothing()
    {
        await using var app = await ImportApp.StartAsync();

        var report = await app.TakeAsync(SampleCsv.WithIds);

        (report.Feed, report.Academy, report.IsWhole).ShouldBe((DirectorySource.Csv, "0350202E", true));
        report.Issues.Kept.ShouldBeEmpty();
        var (pupils, parents) = (SampleCsv.Rows(SampleCsv.WithIds, "eleves.csv"), SampleCsv.Rows(SampleCsv.WithIds, "parents.csv"));
        (await app.Db.Accounts.Where(a => a.Kind == AccountKind.Student).Select(a => a.ExternalId).ToListAsync(Cancellation)).ShouldBe(
            pupils.Select(p => p[0]),
            ignoreOrder: true
        );
        (await app.Db.Accounts.CountAsync(a => a.Kind == AccountKind.Relative, Cancellation)).ShouldBe(parents.Length);
        (await app.Db.ChildLinks.CountAsync(Cancellation)).ShouldBe(parents.Sum(p => p.Skip(10).Count(child => child.Length > 0)));
        (await app.Db.Accounts.SingleAsync(a => a.ExternalId == "CSV_S2000001", Cancellation)).BirthDate.ShouldBe(new DateOnly(2015, 5, 9));
        (await app.Db.Attachments.CountAsync(a => a.ClassName == "5A", Cancellation)).ShouldBe(pupils.Count(p => p[3] == "5A"));

        var before = await app.DumpAsync();
        await app.TakeAsync(SampleCsv.WithIds);
        (await app.DumpAsync()).ShouldBe(before);
    }

    public static TheoryData<string, string> Ways { get; } =
        new()
        {
            { ";", "utf-8" },
            { ",", "windows-1252" },
            { "\t", "windows-1252" },
            { ";", "utf-8-bom" },
            { "\t", "utf-16" },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AnyDelimiter_AnyEncoding_SaysTheSame(string delimiter, string encoding)
    {
        await using var one = await ImportApp.StartAsync();
        await using var other = await ImportApp.StartAsync();
        await one.TakeAsync(SampleCsv.Copy(SampleCsv.WithIds, one.Folder, lines => lines.Select(Encodable)));
        Encoding written = encoding switch
        {
            "utf-8" => new UTF8Encoding(false),
            "utf-8-bom" => new UTF8Encoding(true),
            "utf-16" => Encoding.Unicode,
            _ => SampleCsv.Windows1252,
        };

        await other.TakeAsync(
            SampleCsv.Copy(
                SampleCsv.WithIds,
                other.Folder,
                lines => lines.Select(l => Encodable(l).Replace(";", delimiter, StringComparison.Ordinal)),
                written
            )
        );

        (await other.Db.StatedAsync()).Except(await one.Db.StatedAsync()).ShouldBeEmpty();
        (await one.Db.StatedAsync()).Except(await other.Db.StatedAsync()).ShouldBeEmpty();
    }

    // Some names have letters that only Unicode has.
    private static string Encodable(string line) => SampleCsv.Windows1252.GetString(SampleCsv.Windows1252.GetBytes(line));

    [Fact]
    public async Task AParentWhoseRowCannotBeRead_KeepsTheirChildren()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.WithIds);
        var links = await LinksAsync(app);

        // A stray quote: nobody can tell whose row it is.
        await app.TakeAsync(
            SampleCsv.Copy(
                SampleCsv.WithIds,
                app.Folder,
                lines =>
                    lines.Select(
                        (l, i) => i == 1 && l.StartsWith("CSV_R", StringComparison.Ordinal) ? l.Replace(";", ";\"a\"b", StringComparison.Ordinal) : l
                    )
            )
        );
        (await LinksAsync(app)).ShouldBe(links);

        // A row that says who it is, and lacks a name.
        var report = await app.TakeAsync(
            SampleCsv.Copy(
                SampleCsv.WithIds,
                app.Folder,
                lines => lines.Select((l, i) => i == 1 && l.StartsWith("CSV_R", StringComparison.Ordinal) ? Nameless(l) : l)
            )
        );
        report.Counts.Single(c => c.Category == RecordCategory.Relative).Rejected.ShouldBe(1);
        (await LinksAsync(app)).ShouldBe(links);
    }

    [Fact]
    public async Task TheParentsFileAlone_BringsNoPupilBackWhoHasLeft()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.WithIds);
        var sibling = (await app.Db.ChildLinks.ToListAsync(Cancellation)).GroupBy(l => l.RelativeId).First(g => g.Count() > 1).First().StudentId;
        var id = (await app.Db.Accounts.SingleAsync(a => a.Id == sibling, Cancellation)).ExternalId;
        var without = SampleCsv.Copy(
            SampleCsv.WithIds,
            app.Folder,
            lines => lines.Where(l => !l.StartsWith(id, StringComparison.Ordinal)).Select(l => l.Replace($";{id}", ";", StringComparison.Ordinal))
        );
        await app.TakeAsync(without);

        await app.TakeAsync(Path.Combine(without, "parents.csv"));

        (await app.Db.Accounts.AsNoTracking().SingleAsync(a => a.Id == sibling, Cancellation)).LeftAt.ShouldNotBeNull();
    }

    private static async Task<string> LinksAsync(ImportApp app)
    {
        var links = await app.Db.ChildLinks.AsNoTracking().OrderBy(l => l.StudentId).ThenBy(l => l.RelativeId).ToListAsync(Cancellation);
        return string.Join('\n', links.Select(l => $"{l.StudentId} {l.RelativeId}"));
    }

    private static string Nameless(string row) => string.Join(';', row.Split(';').Select((field, i) => i is 1 or 2 ? "" : field));

    [Fact]
    public async Task AFolderOfSchools_IsADeliveryEach()
    {
        await using var app = await ImportApp.StartAsync();
        (await app.TakeAsync(Samples.Of("csv"))).Academy.ShouldBe("0350202E");
        (await app.TakeAsync(Samples.Of("onde"))).Academy.ShouldBe("0610101D");
    }

    [Fact]
    public async Task BadRows_AreRejectedOneByOne_AndAnUnknownChildLeavesTheRelative()
    {
        await using var app = await ImportApp.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(app.Folder, "0350202E")).FullName;
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "eleves.csv"),
            ["EXTERNALID;PRENOM;nom;classe;date de naissance", "1;Léa;ESSAI;6A;31/02/2015", "1;Léo;ESSAI;6A;01/02/2015", ";Lou;ESSAI;6A;01/02/2015"],
            Cancellation
        );
        await File.WriteAllLinesAsync(
            Path.Combine(folder, "parents.csv"),
            [
                "externalid;Prénom*;Nom*;telephone;email;Childexternalid;Childexternalid",
                "2;Anne;ESSAI;;;1;9",
                "3;Paul;;;;1",
                $"4;Paul;{new string('x', 5_000)};;;1",
                "5;Paul;ESSAI;;;1",
                ";;;;;",
            ],
            Cancellation
        );

        var report = await app.TakeAsync(folder);

        report
            .Issues.Kept.Select(i => (i.File, i.Line, i.Id, i.Code))
            .ShouldBe(
                [
                    ("eleves.csv", 2, "1", IssueCodes.ImpossibleDate),
                    ("eleves.csv", 3, "1", IssueCodes.DuplicateId),
                    ("eleves.csv", 4, null, IssueCodes.NoId),
                    ("parents.csv", 2, "2", IssueCodes.UnknownChild),
                    ("parents.csv", 3, "3", IssueCodes.NoSurname),
                    ("parents.csv", 4, "4", IssueCodes.NameTooLong),
                ],
                ignoreOrder: true
            );
        (await app.Db.Accounts.Select(a => a.ExternalId).ToListAsync(Cancellation)).ShouldBe(["1", "2", "5"], ignoreOrder: true);
        (await app.Db.ChildLinks.CountAsync(Cancellation)).ShouldBe(2);
    }
}
