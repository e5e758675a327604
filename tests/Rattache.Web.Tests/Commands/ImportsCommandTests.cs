using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Commands;
using Rattache.Web.Imports;
using Rattache.Web.Tests.Imports;
using Spectre.Console;
using Text = Rattache.Web.Texts.Text;

namespace Rattache.Web.Tests.Commands;

public sealed class ImportsCommandTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_WithReport_WritesWhatIsKept_ForItsOwnerAlone()
    {
        await using var app = await ImportApp.StartAsync();
        var file = Path.Combine(app.Folder, "bilan.json");

        (await app.RunVerbAsync("import", Samples.Of("aaf"), "--report", file)).Code.ShouldBe(0);

        using var json = JsonDocument.Parse(await File.ReadAllBytesAsync(file, Cancellation));
        var import = json.RootElement.GetProperty("imports").EnumerateArray().Single();
        var kept = (await app.Db.ImportRuns.SingleAsync(Cancellation)).Report;
        JsonElement.DeepEquals(import, JsonDocument.Parse(kept).RootElement).ShouldBeTrue();
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.GetFiles(app.Folder, "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_Refused_WritesItsReportToo()
    {
        await using var app = await ImportApp.StartAsync();
        var file = Path.Combine(app.Folder, "bilan.json");

        (await app.RunVerbAsync("import", Samples.Broken("*_truncated.xml")[0], "--report", file)).Code.ShouldBe(2);

        (await File.ReadAllTextAsync(file, Cancellation)).ShouldContain("\"outcome\": \"import.truncated\"");
    }

    [Fact]
    public async Task Import_WithAReportThatCannotBeWritten_DoesNothing()
    {
        await using var app = await ImportApp.StartAsync();
        var (code, output) = await app.RunVerbAsync("import", Samples.Of("aaf"), "--report", Path.Combine(app.Folder, "nulle-part", "bilan.json"));
        code.ShouldBe(2);
        output.ShouldContain("n’existe pas");
        (await app.Db.ImportRuns.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("", "Le bilan ne peut pas être écrit")]
    [InlineData(".", "c’est un dossier")]
    [InlineData("/proc/bilan.json", "Le bilan ne peut pas être écrit")]
    public async Task Import_WithAReportWhereNoneCanBe_DoesNothing(string report, string sentence)
    {
        await using var app = await ImportApp.StartAsync();
        var before = await app.DumpAsync();
        var (code, output) = await app.RunVerbAsync("import", Samples.Of("aaf"), "--report", report);
        code.ShouldBe(2);
        output.ShouldContain(sentence);
        output.TrimEnd().ShouldNotContain('\n');
        (await app.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Import_WhoseReportFailsAfterwards_SaysWhatItDid_AndThatTheReportIsMissing()
    {
        await using var app = await ImportApp.StartAsync();
        var tooLong = Path.Combine(app.Folder, new string('b', 300)); // noticed only once it is given to the draft
        var (code, output) = await app.RunVerbAsync("import", Samples.Of("aaf"), "--report", tooLong);
        code.ShouldBe(0);
        output.ShouldContain("Livraison complète.");
        output.TrimEnd().Split('\n')[^1].ShouldStartWith("Le bilan n’a pas pu être écrit");
        (await app.Db.ImportRuns.CountAsync(Cancellation)).ShouldBe(1);
        Directory.GetFiles(app.Folder, "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public async Task Imports_MalformedId_SaysWhatAnIdIs()
    {
        await using var app = await ImportApp.StartAsync();
        var (code, output) = await app.RunVerbAsync("imports", "--id", "zz");
        code.ShouldBe(2);
        output.ShouldContain("l’identifiant d’une alimentation");
        output.ShouldNotContain("System.");
    }

    [Fact]
    public async Task Import_InAScript_SaysEachStepOnOneLine()
    {
        await using var app = await ImportApp.StartAsync();
        var lines = (await app.RunVerbAsync("import", Samples.Of("aaf"))).Output.Split('\n').Select(l => l.TrimEnd()).ToArray();
        lines[0].ShouldBe("Ouverture des fichiers");
        lines[1].ShouldMatch("^Lecture de [0-9]+ Kio$");
        lines[2].ShouldBe("Comparaison avec l’annuaire");
        lines[3].ShouldBe("Écriture");
    }

    [Fact]
    public async Task Imports_OfAnOldReport_ReadsWellWithoutItsDetails()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync([.. Samples.Broken("*EtabEducNat_0000.xml"), .. Samples.Broken("*_records.xml"), .. Samples.Broken("*_links.xml")]);
        var id = (await app.Db.ImportRuns.SingleAsync(Cancellation)).Id;
        app.Clock.Advance(TimeSpan.FromDays(91));
        await app.Db.EraseDetailsAsync(new(), app.Clock.GetUtcNow().AddDays(-90), Cancellation);

        var (code, output) = await app.RunVerbAsync("imports", "--id", $"{id}");

        code.ShouldBe(0);
        output.ShouldContain("Bilan ancien\u00a0: les identifiants et les détails sont effacés");
        output.ShouldContain(", …\u00a0: lien rejeté, élève gardé\u00a0: le responsable … n’est pas connu");
        output.ShouldNotContain("responsable 404");
        output.ShouldNotContain("sans identifiant");
    }

    [Fact]
    public async Task Imports_ListsTheNewestFirst()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Samples.Of("aaf"));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.RefuseAsync(Samples.Broken("*_truncated.xml"));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.TakeAsync(Samples.Of("aaf-next"));

        var (code, output) = await app.RunVerbAsync("imports");

        code.ShouldBe(0);
        var rows = output.TrimEnd().Split('\n').Skip(1).Select(l => l.TrimEnd('\r').Split('\t')).ToArray();
        rows.Select(r => r[6]).ShouldBe(["ok", "import.truncated", "ok"]);
        rows.Select(r => r[1]).ShouldBe(["2026-09-04 05:00", "2026-09-03 05:00", "2026-09-02 05:00"]); // 03:00 UTC in Paris
        rows[2][2..6].ShouldBe(["AAF", "23", "2026-09-01", "complète"]);
        var report = ImportJson.Read((await app.Db.ImportRuns.OrderBy(r => r.FinishedAt).LastAsync(Cancellation)).Report);
        rows[0]
            [7..]
            .ShouldBe(
                new[]
                {
                    report.Counts.Sum(c => c.Added),
                    report.Counts.Sum(c => c.Changed),
                    report.Counts.Sum(c => c.Left),
                    report.Counts.Sum(c => c.Returned),
                    report.Counts.Sum(c => c.Rejected),
                }.Select(n => $"{n}")
            );
        (await app.RunVerbAsync("imports", "--last", "1")).Output.TrimEnd().Split('\n').Length.ShouldBe(2);
        (await app.RunVerbAsync("imports", "--last", "0")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Imports_WithAnId_TellsThatReportAgain()
    {
        await using var app = await ImportApp.StartAsync();
        var first = (await app.RunVerbAsync("import", Samples.Of("aaf"))).Output;
        var id = (await app.Db.ImportRuns.SingleAsync(Cancellation)).Id;

        var (code, again) = await app.RunVerbAsync("imports", "--id", $"{id}");

        code.ShouldBe(0);
        first.ShouldEndWith(again);
        (await app.RunVerbAsync("imports", "--id", $"{Guid.Empty}")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Imports_WithAnId_SaysWhoWasKept_WhatReopened_AndWhatToDo()
    {
        await using var app = await ImportApp.StartAsync();
        app.MissingSchools = new() { After = 1 };
        var day = new DateOnly(2026, 9, 1);
        await app.TakeAsync(Schooling.Of(day, [.. Enumerable.Range(1, 23).Select(school => (school, 2))]).Write(app.Folder));
        await app.RunVerbAsync("close-school", Schooling.Uai(1));
        app.Clock.Advance(TimeSpan.FromDays(1));
        var night = new AafNight(day.AddDays(1)).With(1, first: 1, pupils: 1).Add("PersRelEleve", "", ("sn", ["SANS"]));
        var id = (await app.ImportAsync([night.Write(app.Folder)], force: true)).Document.Id;

        var (code, output) = await app.RunVerbAsync("imports", "--id", $"{id}");

        code.ShouldBe(0);
        var lines = output.Split('\n').Select(line => line.TrimEnd()).ToList();
        lines.ShouldContain($"Écoles marquées fermées, de nouveau livrées et donc rouvertes\u00a0: {Schooling.Uai(1)}");
        // Of 22 schools, 44 pupils; their parents are of the category with the row.
        lines.ShouldContain("Absents de cette livraison, et gardés\u00a0: 45. Rien n’est perdu.");
        lines
            .Single(line => line.StartsWith("Responsables, 1 personnes\u00a0: une ligne", StringComparison.Ordinal))
            .ShouldEndWith("livrez de nouveau.");
        lines
            .Single(line => line.StartsWith("Écoles que ce flux ne livre plus\u00a0: 22.", StringComparison.Ordinal))
            .ShouldContain("rattache close-school UAI");
        lines.ShouldContain($"{Schooling.Uai(2)}, 2 personnes\u00a0: livrée le 02/09/2026 pour la dernière fois");
        lines.Count(line => line.EndsWith("pour la dernière fois", StringComparison.Ordinal)).ShouldBe(20);
        lines.ShouldContain("… et 2 écoles de plus.");
    }

    [Fact]
    public async Task AtATerminal_CountsAreATable_AndWhatFilesSayIsNoMarkup()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Samples.Of("aaf"));
        var report = ImportJson.Read((await app.Db.ImportRuns.SingleAsync(Cancellation)).Report);
        var output = new StringWriter();
        var terminal = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        terminal.Profile.Width = 120;

        new ImportPrinter(new Text(), output, terminal).Print(report with { Continuations = 2 });
        terminal.Profile.Width = 80;
        terminal.Write(ImportTables.List(new Text(), [report with { Academy = "[red]x[/]" }]));

        var shown = output.ToString();
        shown.ShouldMatch("Élèves +│ +447 │ +447 │");
        shown.ShouldContain("[red]x[/]"); // and not red
        shown.ShouldContain($"│ {report.Id} │");
        shown.ShouldMatch("1\\s219");
        shown.ShouldContain(new Text()["commands.continuations", 2]);
        shown.ShouldNotContain("0 partis");
    }
}
