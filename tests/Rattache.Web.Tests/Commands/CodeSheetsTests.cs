using System.Text;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Commands.CodeSheets;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Tests.Imports;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Commands;

public sealed class CodeSheetsTests : IAsyncLifetime
{
    private ImportApp app = null!;
    private School school = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(app.Folder, "feuilles");

    private string Csv => Path.Combine(Folder, $"codes-{school.Uai}.csv");

    private string Html => Path.Combine(Folder, $"codes-{school.Uai}.html");

    public async ValueTask InitializeAsync()
    {
        app = await ImportApp.StartAsync();
        app.Settings["PublicUrl"] = "https://ent.example/";
        await app.TakeAsync(Samples.Of("aaf"));
        school = await app.Db.Schools.OrderBy(s => s.Uai).FirstAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("fichier")]
    [InlineData("fichier/feuilles")]
    [InlineData("/proc/feuilles")]
    public async Task Codes_ToNoFolder_IsRefused_AndNotInTheAudit(string to)
    {
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "fichier"), "", Cancellation);
        var folder = to.StartsWith("fichier", StringComparison.Ordinal) ? Path.Combine(app.Folder, to) : to;

        var (code, output) = await app.RunVerbAsync("codes", "--school", school.Uai.Value, "--to", folder);

        code.ShouldBe(2);
        output.ShouldStartWith("Le dossier «");
        output.TrimEnd().ShouldNotContain('\n');
        (await app.Db.Audit.AnyAsync(e => e.Kind == AuditKinds.CodesPrinted, Cancellation)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("csv", false, false, "existe déjà, rien n’est écrit")]
    [InlineData("html", false, false, "existe déjà, rien n’est écrit")]
    [InlineData("csv", true, false, "est un dossier\u00a0; rien n’est écrit")]
    [InlineData("html", true, true, "est un dossier\u00a0; rien n’est écrit")]
    public async Task Codes_WhereSomethingIsInTheWay_IsRefused_AndNotInTheAudit(string kind, bool isFolder, bool force, string sentence)
    {
        var there = kind == "csv" ? Csv : Html;
        Directory.CreateDirectory(isFolder ? there : Folder);
        if (!isFolder)
        {
            await File.WriteAllTextAsync(there, "à garder", Cancellation);
        }

        var (code, output) = await app.RunVerbAsync(["codes", "--school", school.Uai.Value, "--to", Folder, .. force ? new[] { "--force" } : []]);

        code.ShouldBe(2);
        output.ShouldContain($"«\u00a0{there}\u00a0» {sentence}");
        output.TrimEnd().ShouldNotContain('\n');
        Directory.GetFileSystemEntries(Folder).ShouldBe([there]);
        (await app.Db.Audit.AnyAsync(e => e.Kind == AuditKinds.CodesPrinted, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Codes_ToAFolder_HasASheetForEachParentWhoHasNoPassword()
    {
        var parents = await ParentsAsync();
        app.Db.Add(
            new Credentials
            {
                Id = parents[0].Id,
                UserName = parents[0].Login,
                PasswordHash = "chosen",
            }
        );
        app.Db.Add(Credentials.WithoutPassword(parents[1].Id, parents[1].Login, app.Clock.GetUtcNow())); // gathered by its code, and detached
        await app.Db.SaveChangesAsync(Cancellation);

        var (code, output) = await app.RunVerbAsync("codes", "--school", school.Uai.Value, "--to", Folder);

        code.ShouldBe(0);
        output.ShouldContain(Csv);
        output.ShouldContain(Html);
        var expected = parents.Skip(1).Select(p => p.Login).Order(StringComparer.Ordinal).ToArray();
        var page = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(Html, Cancellation));
        page.QuerySelectorAll("article .login").Select(e => e.TextContent).Order(StringComparer.Ordinal).ShouldBe(expected);
        page.QuerySelectorAll("article .code").ShouldAllBe(e => e.TextContent.Length == 19);
        var rows = Rows();
        rows[0].ShouldBe(["Classe", "Nom", "Prénom", "Identifiant", "Code", "Adresse"]);
        rows.Skip(1).Select(r => r[3]).Order(StringComparer.Ordinal).ShouldBe(expected);
        var one = await app.Db.ActivationCodes.SingleAsync(c => c.AccountId == parents[1].Id, Cancellation);
        rows.Single(r => r[3] == parents[1].Login)[4..].ShouldBe([app.Codes.Open(one), "https://ent.example/activation"]);
        page.QuerySelectorAll("article").ShouldAllBe(e => e.TextContent.Contains("ent.example/activation", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_AreTheirOwnersAlone_AndNeverReplacedUnasked()
    {
        string[] verb = ["codes", "--school", school.Uai.Value, "--to", Folder];
        await app.RunVerbAsync(verb);
        foreach (var file in new[] { Csv, Html })
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.GetUnixFileMode(Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.Delete(Html);
        await File.WriteAllTextAsync(Csv, "à garder", Cancellation);

        (await app.RunVerbAsync(verb)).Code.ShouldBe(2);
        (await File.ReadAllTextAsync(Csv, Cancellation)).ShouldBe("à garder");
        File.Exists(Html).ShouldBeFalse();

        (await app.RunVerbAsync([.. verb, "--force"])).Code.ShouldBe(0);
        (await File.ReadAllTextAsync(Csv, Cancellation)).ShouldNotBe("à garder");
    }

    [Fact]
    public void Page_FetchesNothing_RunsNothing_AndEncodesWhatFeedsSay()
    {
        var line = new SheetLine("<b>CM2</b>", "<script>alert(1)</script>", "\"Zoé\" & Cie", "zoe.cie", "7KQ2-9DHM-X4TB-3WPC");
        var html = Encoding.UTF8.GetString(new SheetPage(new Text(), new Uri("https://ent.example/activation"), "École <Zola>").Write([line]));
        var page = new HtmlParser().ParseDocument(html);

        page.QuerySelectorAll("script, link, img, iframe, [src], [onload], b").ShouldBeEmpty();
        page.QuerySelectorAll("[href]").ShouldAllBe(e => e.GetAttribute("href")!.StartsWith('#'));
        html.ShouldNotContain("url(");
        page.QuerySelector("article .to")!.TextContent.ShouldContain("\"Zoé\" & Cie <script>alert(1)</script>");
        page.QuerySelector("h1")!.TextContent.ShouldContain("École <Zola>");
        page.QuerySelector(".code")!.TextContent.ShouldBe("7KQ2-9DHM-X4TB-3WPC");
        page.QuerySelector(".qr")!.GetAttribute("aria-label").ShouldBe("Code QR qui ouvre la page d’activation");
        page.DocumentElement.GetAttribute("lang").ShouldBe("fr");
        page.QuerySelectorAll(".gather > ol > li").Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+33")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    public void Table_NeverStartsAFormula(string name)
    {
        var csv = Encoding.UTF8.GetString(
            SheetTable.Write(new Text(), new Uri("https://ent.example/"), [new("6A", name, "Zoé; \"la\" grande", "z", "C")])
        );
        csv[0].ShouldBe('\uFEFF');
        csv.ShouldContain($"\"'{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        csv.ShouldContain("\"Zoé; \"\"la\"\" grande\"");
    }

    private async Task<List<Account>> ParentsAsync() =>
        await (
            from account in app.Db.Accounts
            where
                app.Db.ChildLinks.Any(l =>
                    l.RelativeId == account.Id && app.Db.Attachments.Any(a => a.AccountId == l.StudentId && a.SchoolId == school.Id)
                )
            select account
        ).ToListAsync(Cancellation);

    private List<string[]> Rows() =>
        [.. File.ReadAllText(Csv).TrimEnd().Split("\r\n").Select(l => l.Trim('\uFEFF').Split(';').Select(v => v.Trim('"')).ToArray())];
}
