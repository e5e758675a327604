using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Commands;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Tests.Imports;

namespace Rattache.Web.Tests.Commands;

public sealed class VerbsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("import", true)]
    [InlineData("imprt", true)]
    [InlineData("--help", true)]
    [InlineData("--urls=http://localhost:1", false)]
    public void Knows_WordsAndHelp_LeavesOptionsToTheServer(string arg, bool knows) => Verbs.Knows([arg]).ShouldBe(knows);

    [Fact]
    public async Task Import_SaysWhatItDid()
    {
        await using var app = await ImportApp.StartAsync();
        (await app.RunVerbAsync("import", Samples.Of("aaf"))).ShouldSatisfyAllConditions(
            run => run.Code.ShouldBe(0),
            run => run.Output.ShouldContain("447 lus, 447 nouveaux"),
            run => run.Output.ShouldContain("Livraison complète.")
        );
    }

    [Fact]
    public async Task Import_WithRejections_ExitsWithOneAndNamesEach()
    {
        await using var app = await ImportApp.StartAsync();
        var (code, output) = await app.RunVerbAsync([
            "import",
            .. Samples.Broken("*EtabEducNat_0000.xml"),
            .. Samples.Broken("*_records.xml"),
            .. Samples.Broken("*_links.xml"),
        ]);
        code.ShouldBe(1);
        output.ShouldContain("ENT_x_Complet_20260901_PersRelEleve_0000_records.xml, ligne 31, 95");
        output.ShouldContain("le responsable 404 n’est pas connu");
        output.ShouldNotContain("AAAA");
    }

    [Theory]
    [InlineData("import", "nulle-part")]
    [InlineData("import")]
    [InlineData("imprt")]
    [InlineData("codes", "--school", "0000000A")]
    public async Task WhatCannotBeDone_ExitsWithTwo(params string[] args)
    {
        await using var app = await ImportApp.StartAsync();
        (await app.RunVerbAsync(args)).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Codes_OfASchool_ListsWhoHasNotActivated()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Samples.Of("aaf"));
        var school = await app.Db.Schools.OrderBy(s => s.Uai).FirstAsync(Cancellation);
        var pupils = await app.Db.Attachments.Where(a => a.SchoolId == school.Id).Select(a => a.AccountId).ToListAsync(Cancellation);
        var relatives = await app
            .Db.ChildLinks.Where(l => pupils.Contains(l.StudentId))
            .Select(l => l.RelativeId)
            .Distinct()
            .ToListAsync(Cancellation);
        app.Db.Add(
            new Credentials
            {
                Id = relatives[0],
                UserName = "x",
                PasswordHash = "x",
            }
        );
        await app.Db.SaveChangesAsync(Cancellation);

        var (code, output) = await app.RunVerbAsync("codes", "--school", school.Uai.Value);

        code.ShouldBe(0);
        var lines = output.TrimEnd().Split('\n').Skip(1).Select(l => l.TrimEnd().Split('\t')).ToArray();
        lines.Length.ShouldBe(pupils.Count + relatives.Count - 1);
        lines.ShouldAllBe(l => l.Length == 6 && l[5].Length == 19);
        lines.Select(l => l[0]).ShouldBe(lines.Select(l => l[0]).Order(StringComparer.Create(new("fr-FR"), ignoreCase: true)));
    }

    [Fact]
    public async Task CreateAdmin_MakesACentralAdministratorWithACode()
    {
        await using var app = await ImportApp.StartAsync();
        var (code, output) = await app.RunVerbAsync("create-admin", "--first-name", "Ada", "--last-name", "Lovelace");
        code.ShouldBe(0);
        var account = await app.Db.Accounts.SingleAsync(a => a.Login == "ada.lovelace", Cancellation);
        account.Source.ShouldBe(DirectorySource.Manual);
        (await app.Db.AdministrationRights.SingleAsync(Cancellation)).SchoolId.ShouldBeNull();
        output.ShouldContain(app.Codes.Open(await app.Db.ActivationCodes.SingleAsync(Cancellation)));

        (await app.RunVerbAsync("create-admin", "--first-name", "Ada", "--last-name", "Lovelace")).Output.ShouldContain("ada.lovelace2");
        (await app.RunVerbAsync("create-admin", "--first-name", "A", "--last-name", "B", "--login", "ada.lovelace")).Code.ShouldBe(2);
        (await app.RunVerbAsync("create-admin", "--first-name", "A", "--last-name", "B", "--login", "Pas Bon")).Code.ShouldBe(2);
    }

    [Theory]
    [InlineData("", "Lovelace")]
    [InlineData("Ada", " ")]
    public async Task CreateAdmin_BlankName_IsRefused(string firstName, string lastName)
    {
        await using var app = await ImportApp.StartAsync();
        var (code, output) = await app.RunVerbAsync("create-admin", "--first-name", firstName, "--last-name", lastName);
        code.ShouldBe(2);
        output.ShouldContain("un prénom et un nom");
        (await app.Db.Accounts.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task CreateAdminAndCodes_AreInTheAudit()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Samples.Of("aaf"));
        var school = await app.Db.Schools.OrderBy(s => s.Uai).FirstAsync(Cancellation);
        await app.RunVerbAsync("create-admin", "--first-name", "Ada", "--last-name", "Lovelace");
        await app.RunVerbAsync("codes", "--school", school.Uai.Value);

        var admin = await app.Db.Accounts.SingleAsync(a => a.Login == "ada.lovelace", Cancellation);
        (await app.Db.Audit.SingleAsync(e => e.Kind == AuditKinds.AdministratorMade, Cancellation)).Subject.ShouldBe(admin.Id);
        (await app.Db.Audit.SingleAsync(e => e.Kind == AuditKinds.CodesPrinted, Cancellation)).Outcome.ShouldBe($"ok/{school.Uai}");
    }

    [Fact]
    public async Task AuditVerify_SaysWhetherTheAuditHolds_AndTakesBackTheSealItGave()
    {
        await using var app = await ImportApp.StartAsync();
        await app.RunVerbAsync("create-admin", "--first-name", "Ada", "--last-name", "Lovelace");
        await app.Db.SealAsync(Cancellation);

        var (code, output) = await app.RunVerbAsync("audit", "verify");
        code.ShouldBe(0);
        output.ShouldContain("1 lignes scellées, 0 en attente");
        var head = output.Trim().Split(' ')[^1];
        (await app.RunVerbAsync("audit", "verify", "--head", head)).Code.ShouldBe(0);
        var (broken, said) = await app.RunVerbAsync("audit", "verify", "--head", $"1-{new string('0', 64)}");
        broken.ShouldBe(1);
        said.ShouldContain("LE JOURNAL N’EST PAS INTACT");
        (await app.RunVerbAsync("audit", "verify", "--head", "hier")).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Erase_DryRun_CountsAndKeeps_ThenErases()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Samples.Of("aaf"));
        var somebody = await app.Db.Accounts.Where(a => a.Kind == AccountKind.Relative).OrderBy(a => a.Id).FirstAsync(Cancellation);
        var longAgo = DateTimeOffset.UtcNow.AddDays(-181); // a verb's clock is the machine's
        await app.Db.Accounts.Where(a => a.Id == somebody.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.LeftAt, longAgo), Cancellation);

        var (code, output) = await app.RunVerbAsync("erase", "--dry-run");
        code.ShouldBe(0);
        output.ShouldContain("1 personnes, 1 comptes");
        (await app.Db.Accounts.AnyAsync(a => a.Id == somebody.Id, Cancellation)).ShouldBeTrue();

        (await app.RunVerbAsync("erase")).Output.ShouldContain("1 personnes, 1 comptes");
        (await app.Db.Accounts.AnyAsync(a => a.Id == somebody.Id, Cancellation)).ShouldBeFalse();
        (await app.RunVerbAsync("erase")).Output.ShouldContain("0 personnes, 0 comptes");
    }
}
