using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Commands;
using Rattache.Web.Tests.App;
using Rattache.Web.Tests.Imports;
using Rattache.Web.Tests.Imports.Csv;

namespace Rattache.Web.Tests.Commands;

public sealed class CloseSchoolCommandTests
{
    private static readonly DateOnly First = new(2026, 9, 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CloseSchool_SaysWhatWillHappen_IsAudited_AndMakesNobodyLeaveByItself()
    {
        await using var app = await StartAsync();

        var (code, output) = await app.RunVerbAsync("close-school", "0411002a"); // in either case

        code.ShouldBe(0);
        output.ShouldContain("(0411002A) est marquée fermée. Personne n’est encore parti.");
        output.ShouldContain("Flux AAF 23\u00a0: de ses 8 personnes, celles que la prochaine livraison complète ne contient pas partent");
        output.ShouldContain("«\u00a0rattache close-school 0411002A --undo\u00a0»");
        var line = await app.Db.Audit.SingleAsync(e => e.Kind == AuditKinds.SchoolClosed, Cancellation);
        (line.Outcome, line.Actor, line.Subject).ShouldBe(("ok/0411002A", null, null));
        (await app.Db.Accounts.AnyAsync(a => a.LeftAt != null, Cancellation)).ShouldBeFalse();

        await app.TakeAsync(Schooling.Of(First.AddDays(1), (1, 3)).Write(app.Folder));
        (await app.Db.Accounts.CountAsync(a => a.LeftAt != null, Cancellation)).ShouldBe(8);
    }

    [Fact]
    public async Task CloseSchool_Twice_SaysSo_AndChangesNothing()
    {
        await using var app = await StartAsync();
        await app.RunVerbAsync("close-school", "0411002A");
        var before = await app.Db.DumpAsync();

        var (code, output) = await app.RunVerbAsync("close-school", "0411002A");

        code.ShouldBe(0);
        output.ShouldMatch(
            "^Collège .+ \\(0411002A\\) est déjà marquée fermée, depuis le [0-9]{2}/[0-9]{2}/[0-9]{4}\u00a0; rien n’est changé\\.\\s$"
        );
        (await app.Db.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task CloseSchool_Undo_TakesItBack_AndOfASchoolThatIsNotClosedSaysSo()
    {
        await using var app = await StartAsync();
        var before = await app.DumpAsync();
        await app.RunVerbAsync("close-school", "0411002A");

        var (code, output) = await app.RunVerbAsync("close-school", "0411002A", "--undo");

        code.ShouldBe(0);
        output.ShouldContain("(0411002A) n’est plus marquée fermée (AAF 23).");
        (await app.DumpAsync()).ShouldBe(before);
        (await app.Db.Audit.SingleAsync(e => e.Kind == AuditKinds.SchoolReopened, Cancellation)).Outcome.ShouldBe("ok/0411002A");
        var (again, said) = await app.RunVerbAsync("close-school", "0411002A", "--undo");
        again.ShouldBe(0);
        said.ShouldContain("n’est pas marquée fermée\u00a0; rien n’est changé.");
        (await app.Db.Audit.CountAsync(e => e.Kind == AuditKinds.SchoolReopened, Cancellation)).ShouldBe(1);
    }

    [Theory]
    [InlineData("0411009A", "Aucune école n’a l’UAI «\u00a00411009A\u00a0».")]
    [InlineData("Jaurès", "Aucune école n’a l’UAI «\u00a0Jaurès\u00a0».")]
    [InlineData("0690001A", "Aucun flux ne contient École à la main (0690001A)\u00a0: il n’y a rien à fermer.")]
    public async Task CloseSchool_ThatIsNone_OrInNoFeed_IsRefused(string uai, string sentence)
    {
        await using var app = await StartAsync();
        app.Db.Schools.Add(new(new(Guid.CreateVersion7()), Uai.Parse("0690001A"), "École à la main"));
        await app.Db.SaveChangesAsync(Cancellation);

        foreach (var args in new string[][] { ["close-school", uai], ["close-school", uai, "--undo"] })
        {
            var (code, output) = await app.RunVerbAsync(args);
            code.ShouldBe(2);
            output.TrimEnd().ShouldBe(sentence);
        }

        (await app.Db.Audit.AnyAsync(e => e.Kind == AuditKinds.SchoolClosed || e.Kind == AuditKinds.SchoolReopened, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task CloseSchool_TheOnlyOneOfAFeed_SaysThatNoDeliveryWillCome_AndWhatToDo()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.Onde);

        var (code, output) = await app.RunVerbAsync("close-school", "0610101D");

        code.ShouldBe(0);
        output.ShouldContain("Flux ONDE 0610101D\u00a0: il n’a plus d’école ouverte");
        output.ShouldContain("rattache import --force");
    }

    [Theory]
    [InlineData("fr", "Dit qu’une école a fermé ou quitté ses flux", "L’UAI de l’école.", "Retire cette marque.")]
    [InlineData("en", "Says that a school has closed or left its feeds", "The UAI of the school.", "Takes that mark away.")]
    public async Task CloseSchool_WithoutASchool_OrAskedForHelp_ExplainsItself(string language, params string[] sentences)
    {
        foreach (var (args, expected) in new (string[], int)[] { (["close-school"], 2), (["close-school", "--help"], 0) })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var output = new StringWriter();
            var code = await Verbs.InvokeAsync(
                args,
                () => throw new InvalidOperationException("No verb runs."),
                new InvocationConfiguration { Output = output, Error = output }
            );
            code.ShouldBe(expected);
            sentences.ShouldAllBe(sentence => output.ToString().Contains(sentence, StringComparison.Ordinal));
        }
    }

    /// <summary>Three pupils in one school and four in the other, each with a parent.</summary>
    private static async Task<ImportApp> StartAsync()
    {
        var app = await ImportApp.StartAsync();
        await app.TakeAsync(Schooling.Of(First, (1, 3), (2, 4)).Write(app.Folder));
        return app;
    }
}
