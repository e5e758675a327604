using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Core.Merging;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Imports;

namespace Rattache.Web.Tests.Imports;

public sealed partial class ImportRunnerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("aaf", DirectorySource.Aaf)]
    [InlineData("aaf1d", DirectorySource.Aaf1d)]
    public async Task Import_Whole_WritesWhatTheFilesHold(string folder, DirectorySource feed)
    {
        await using var app = await ImportApp.StartAsync();

        var report = await app.TakeAsync(Samples.Of(folder));

        (report.Feed, report.Academy, report.IsWhole).ShouldBe((feed, "23", true));
        report.Issues.Kept.ShouldBeEmpty();
        var (pupils, relatives, schools) = (
            Samples.Count(folder, "Eleve"),
            Samples.Count(folder, "PersRelEleve"),
            Samples.Count(folder, "EtabEducNat")
        );
        pupils.ShouldBeGreaterThan(400);
        (await app.Db.Accounts.CountAsync(a => a.Kind == AccountKind.Student, Cancellation)).ShouldBe(pupils);
        (await app.Db.Accounts.CountAsync(a => a.Kind == AccountKind.Relative, Cancellation)).ShouldBe(relatives);
        (await app.Db.Schools.CountAsync(Cancellation)).ShouldBe(schools);
        (await app.Db.AdministrationRights.CountAsync(r => r.FromFeed, Cancellation)).ShouldBe(Samples.Count(folder, Head()));
        (await app.Db.ChildLinks.CountAsync(Cancellation)).ShouldBe(Samples.Count(folder, Link()));
        (await app.Db.Attachments.CountAsync(a => a.ClassName != null, Cancellation)).ShouldBe(pupils);
        var accounts = await app.Db.Accounts.CountAsync(Cancellation);
        (await app.Db.Guards.CountAsync(g => g.RootId == g.AccountId && g.Version == 0, Cancellation)).ShouldBe(accounts);
        (await app.Db.IssuedLogins.CountAsync(l => app.Db.Accounts.Any(a => a.Id == l.AccountId && a.Login == l.Login), Cancellation)).ShouldBe(
            accounts
        );
        var code = await app.Db.ActivationCodes.FirstAsync(Cancellation);
        app.Codes.Open(code).ShouldMatch("^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$");
        (await app.Db.ActivationCodes.CountAsync(Cancellation)).ShouldBe(accounts);
    }

    [Fact]
    public async Task Import_Twice_ChangesNothing()
    {
        await using var app = await ImportApp.StartAsync();
        foreach (var folder in new[] { "aaf", "aaf1d" })
        {
            await app.TakeAsync(Samples.Of(folder));
            var before = await app.DumpAsync();

            var report = await app.TakeAsync(Samples.Of(folder));

            (await app.DumpAsync()).ShouldBe(before);
            report.Counts.Where(c => c.Category < RecordCategory.Nomenclature).ShouldAllBe(c => c.Unchanged == c.Read);
        }

        (await app.Db.Audit.CountAsync(e => e.Kind == "import" && e.Outcome == "ok", Cancellation)).ShouldBe(4);
        (await app.Db.ImportRuns.Select(r => r.Fingerprint).Distinct().CountAsync(Cancellation)).ShouldBe(2);
    }

    [Fact]
    public async Task Import_DryRun_CountsAndKeepsNothing()
    {
        await using var app = await ImportApp.StartAsync();
        var empty = await app.DumpAsync();

        var outcome = await app.ImportAsync([Samples.Of("aaf")], dryRun: true);

        ((ImportOutcome.Taken)outcome).Report.Counts.Single(c => c.Category == RecordCategory.Student).New.ShouldBe(Samples.Count("aaf", "Eleve"));
        (await app.DumpAsync()).ShouldBe(empty);
        (await app.Db.ImportRuns.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Import_TheNextNight_ChangesFactsNeverLoginsCredentialsMergesCodes()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Samples.Of("aaf"));
        var two = await app.Db.Accounts.Where(a => a.Kind == AccountKind.Relative).OrderBy(a => a.ExternalId).Take(2).ToListAsync(Cancellation);
        var now = new DateTimeOffset(2026, 9, 1, 12, 0, 0, TimeSpan.Zero);
        app.Db.AddRange(
            two.Select(a => new Credentials
            {
                Id = a.Id,
                UserName = a.Login,
                Email = "choisi@example.org",
                ActivatedAt = now,
            })
        );
        app.Db.Add(new Merge(new(Guid.CreateVersion7(now)), two[0].Id, two[1].Id, now, two[0].Id, MergeProof.Key));
        await app.Db.SaveChangesAsync(Cancellation);
        var before = (await app.DumpAsync()).Split('\n');

        var report = await app.TakeAsync(Samples.Of("aaf-next"));

        var after = (await app.DumpAsync()).Split('\n');
        foreach (var table in new[] { "credentials", "merges", "account_guards", "issued_logins", "activation_codes", "merge_keys" })
        {
            Rows(before, table).Except(Rows(after, table)).ShouldBeEmpty();
        }

        Rows(after, "credentials").Count().ShouldBe(2);
        report.Issues.Kept.ShouldBeEmpty();
        var pupils = report.Counts.Single(c => c.Category == RecordCategory.Student);
        pupils.New.ShouldBe(Ids("aaf-next", "Eleve").Except(Ids("aaf", "Eleve")).Count());
        pupils.Changed.ShouldBeGreaterThan(0);
        var relatives = report.Counts.Single(c => c.Category == RecordCategory.Relative);
        relatives.New.ShouldBe(Ids("aaf-next", "PersRelEleve").Except(Ids("aaf", "PersRelEleve")).Count());
        var mails = Regex.Count(
            await File.ReadAllTextAsync(Directory.GetFiles(Samples.Of("aaf-next"), "*PersRel*")[0], Cancellation),
            "<value>nouveau[0-9]+@"
        );
        (await app.Db.Accounts.CountAsync(a => a.Email!.StartsWith("nouveau"), Cancellation)).ShouldBe(mails);
        // Who is missing is left alone: departures come later.
        (await app.Db.Accounts.CountAsync(a => a.Kind == AccountKind.Student, Cancellation)).ShouldBe(
            Ids("aaf-next", "Eleve").Union(Ids("aaf", "Eleve")).Count()
        );
    }

    [Fact]
    public async Task Import_RecordsInAnotherOrder_GivesTheSameLogins()
    {
        await using var one = await ImportApp.StartAsync();
        await using var other = await ImportApp.StartAsync();
        await one.TakeAsync(Samples.Of("aaf"));

        await other.TakeAsync(Shuffled("aaf", other.Folder));

        (await LoginsAsync(other)).ShouldBe(await LoginsAsync(one));
    }

    [Fact]
    public async Task Import_TheSameIdentifierInTwoFeeds_IsTwoPeople()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Samples.Of("aaf"));
        await app.TakeAsync(Samples.Of("aaf1d"));

        var both = await app.Db.Accounts.Where(a => a.ExternalId == "2000002").OrderBy(a => a.Source).ToListAsync(Cancellation);

        both.Select(a => (a.Source, a.FirstName)).ShouldBe([(DirectorySource.Aaf, "Benoît"), (DirectorySource.Aaf1d, "Olivier")]);
        var people = await app.Db.Accounts.Where(a => a.Kind == AccountKind.Relative).Select(a => a.ExternalId).ToListAsync(Cancellation);
        people.Count.ShouldBe(await CountTruthAsync());
    }

    [Fact]
    public async Task Import_SeveralTimesOverOneConnection_WorksEachTime()
    {
        await using var app = await ImportApp.StartAsync();
        for (var i = 0; i < 7; i++) // past the number at which the driver prepares a statement by itself
        {
            await app.TakeAsync(Samples.Broken("*EtabEducNat_0000.xml"));
        }

        (await app.Db.Schools.SingleAsync(Cancellation)).Name.ShouldBe("Collège des Essais");
    }

    private static IEnumerable<string> Rows(string[] dump, string table) =>
        dump.Where(line => line.StartsWith(table + ":", StringComparison.Ordinal));

    private static async Task<List<string>> LoginsAsync(ImportApp app) =>
        [.. (await app.Db.Accounts.Select(a => a.ExternalId + " " + a.Login).ToListAsync(Cancellation)).Order(StringComparer.Ordinal)];

    private static List<string> Ids(string folder, string category) =>
        [
            .. Directory
                .GetFiles(Samples.Of(folder), $"*_{category}_*.xml")
                .SelectMany(file => Regex.Matches(File.ReadAllText(file), "<identifier><id>([0-9]+)</id>").Select(m => m.Groups[1].Value)),
        ];

    private static async Task<int> CountTruthAsync() =>
        (await File.ReadAllLinesAsync(Samples.Of("truth.tsv"), Cancellation)).Count(line => line.Split('\t') is [_, "aaf" or "aaf1d", _]);

    private static string Shuffled(string folder, string into)
    {
        var target = Directory.CreateDirectory(Path.Combine(into, "shuffled")).FullName;
        foreach (var file in Directory.GetFiles(Samples.Of(folder), "*.xml"))
        {
            var text = File.ReadAllText(file, Encoding.Latin1);
            var records = Regex.Matches(text, "<addRequest>.*?</addRequest>\r\n", RegexOptions.Singleline);
            var start = records[0].Index;
            var end = records[^1].Index + records[^1].Length;
            File.WriteAllText(
                Path.Combine(target, Path.GetFileName(file)),
                text[..start] + string.Concat(records.Reverse().Select(r => r.Value)) + text[end..],
                Encoding.Latin1
            );
        }

        return target;
    }

    [GeneratedRegex(@"<value>\d+\$DIR\$")]
    private static partial Regex Head();

    // AAF: six parts; AAF1D: two, in the attribute of that name alone.
    [GeneratedRegex(@"<value>\d+\$\d+(\$\d+\$\d+\$\d+\$\d+)?</value>")]
    private static partial Regex Link();
}
