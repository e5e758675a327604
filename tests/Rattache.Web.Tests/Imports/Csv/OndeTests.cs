using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Imports;

namespace Rattache.Web.Tests.Imports.Csv;

/// <summary>A primary school's own export, which names nobody by an identifier.</summary>
public sealed class OndeTests(ITestOutputHelper output)
{
    private const string Pupils = "CSVExtraction-eleves.csv";
    private const string Relatives = "CSVExtraction-responsables.csv";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_Whole_WritesWhatTheFilesHold()
    {
        await using var app = await ImportApp.StartAsync();

        var report = await app.TakeAsync(SampleCsv.Onde);

        (report.Feed, report.Academy, report.IsWhole).ShouldBe((DirectorySource.Onde, "0610101D", true));
        report.Issues.Kept.ShouldBeEmpty();
        (await CountAsync(app, AccountKind.Student)).ShouldBe(SampleCsv.Rows(SampleCsv.Onde, Pupils).Length);
        var relatives = SampleCsv.Rows(SampleCsv.Onde, Relatives);
        (await CountAsync(app, AccountKind.Relative)).ShouldBe(relatives.Length);
        (await app.Db.ChildLinks.CountAsync(Cancellation)).ShouldBe(relatives.Sum(r => (r.Length - 12) / 4));
        (await app.Db.ChildLinks.Select(l => new { l.Kind, l.Authority }).Distinct().SingleAsync(Cancellation)).ShouldBe(
            new { Kind = LinkKind.Other, Authority = ParentalAuthority.Legal }
        );
        var teachers = await app.Db.Accounts.Where(a => a.Kind == AccountKind.Teacher).ToListAsync(Cancellation);
        teachers.Count.ShouldBe(SampleCsv.Rows(SampleCsv.Onde, "CSVExtraction-enseignants.csv").Length);
        var right = await app.Db.AdministrationRights.SingleAsync(Cancellation);
        teachers.Single(t => t.Id == right.AccountId).FirstName.ShouldBe("CP");
        (await app.Db.Schools.SingleAsync(Cancellation)).Uai.Value.ShouldBe("0610101D");
        var married = await app.Db.Accounts.SingleAsync(a => a.LastName == "ARNADU" && a.FirstName == "Virginie", Cancellation);
        (married.BirthName, married.Email, married.MobilePhone).ShouldBe(("ARNAUD", "virginie.arnaud363@example.org", "611862013"));
        (await app.Db.Accounts.SingleAsync(a => a.FirstName == "Timéo" && a.LastName == "SANCHEZ", Cancellation)).BirthDate.ShouldBe(
            new DateOnly(2009, 1, 19)
        );
    }

    [Fact]
    public async Task Import_Twice_OrShuffled_ChangesNothing()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.Onde);
        var before = await app.DumpAsync();

        var report = await app.TakeAsync(SampleCsv.Onde);
        (await app.DumpAsync()).ShouldBe(before);
        report.Counts.Where(c => c.Category != RecordCategory.School).ShouldAllBe(c => c.Unchanged == c.Read);

        await app.TakeAsync(SampleCsv.Copy(SampleCsv.Onde, app.Folder, lines => lines.Take(1).Concat(lines.Skip(1).Reverse())));
        (await app.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task AParentWhoseRowCannotBeReadOneNight_KeepsTheirChildrenAndTheirAccount()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.Onde);
        var row = SampleCsv.Rows(SampleCsv.Onde, Relatives).First(r => r[^1].Length > 0 && r.Any(field => field.Contains('@')));
        var mail = row.First(field => field.Contains('@'));
        string Changed(string line) => line.Replace(mail, "neuf@example.org", StringComparison.Ordinal);
        var changed = SampleCsv.Copy(SampleCsv.Onde, app.Folder, lines => lines.Select(Changed));
        var broken = SampleCsv.Copy(
            SampleCsv.Onde,
            app.Folder,
            lines =>
                lines.Select(l => l.Contains(mail, StringComparison.Ordinal) ? Changed(l).Replace("neuf", "\"n\"euf", StringComparison.Ordinal) : l)
        );
        await app.TakeAsync(changed);
        var before = await app.DumpAsync();

        await app.TakeAsync(broken);
        await app.TakeAsync(changed);

        (await app.DumpAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Import_ShuffledIntoAnEmptyDirectory_GivesTheSameIdsAndLogins()
    {
        await using var one = await ImportApp.StartAsync();
        await using var other = await ImportApp.StartAsync();
        await one.TakeAsync(SampleCsv.Onde);

        await other.TakeAsync(SampleCsv.Copy(SampleCsv.Onde, other.Folder, lines => lines.Take(1).Concat(lines.Skip(1).Reverse())));

        (await other.Db.StatedAsync()).Except(await one.Db.StatedAsync()).ShouldBeEmpty();
        (await one.Db.StatedAsync()).Except(await other.Db.StatedAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheNextExport_KeepsTheAccounts_AndHandsOverNone()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.Onde);
        var before = await AccountsOfLinesAsync(app, SampleCsv.Onde);
        var report = await app.TakeAsync(SampleCsv.OndeNext, force: true);
        var after = await AccountsOfLinesAsync(app, SampleCsv.OndeNext);

        var truth = (await File.ReadAllLinesAsync(Samples.Of("truth-onde-next.tsv"), Cancellation))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Select(pair => (Now: after[Number(pair[0])], Before: pair[1].Length > 0 ? before[Number(pair[1])] : null))
            .ToArray();

        var known = truth.Where(t => t.Before is not null).ToArray();
        var kept = known.Count(t => t.Now == t.Before);
        output.WriteLine($"{kept} of {known.Length} keep their account");
        known.Length.ShouldBeGreaterThan(250);
        truth.Select(t => t.Now).ShouldBeUnique();
        truth.Where(t => t.Now != t.Before && before.ContainsValue(t.Now)).ShouldBeEmpty("an account changed hands");
        (kept / (double)known.Length).ShouldBeGreaterThanOrEqualTo(0.97);
        report.Counts.Single(c => c.Category == RecordCategory.Student).Left.ShouldBe(0);
    }

    [Fact]
    public async Task ABrokenIdentity_IsProposedToAdministrators_AndCarriesNothingOver()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.Onde);
        var former = await app.Db.Accounts.SingleAsync(a => a.FirstName == "Timéo" && a.LastName == "SANCHEZ", Cancellation);

        // A corrected birth date: nobody can say that this is the same pupil.
        var report = await app.TakeAsync(
            SampleCsv.Copy(
                SampleCsv.Onde,
                app.Folder,
                lines => lines.Select(l => l.Replace("\"Timéo\";\"2009-01-19\"", "\"Timéo\";\"2009-11-19\"", StringComparison.Ordinal))
            ),
            force: true
        );

        report.Continuations.ShouldBe(1);
        var proposal = await app.Db.Continuations.SingleAsync(Cancellation);
        (proposal.FormerId, proposal.ProposedAt, proposal.DecidedAt).ShouldBe((former.Id, app.Clock.GetUtcNow(), null));
        var now = await app.Db.Accounts.SingleAsync(a => a.Id == proposal.AccountId, Cancellation);
        (now.FirstName, now.BirthDate, now.LeftAt).ShouldBe(("Timéo", new DateOnly(2009, 11, 19), null));
        now.Login.ShouldNotBe(former.Login);
        (await app.Db.Accounts.AsNoTracking().SingleAsync(a => a.Id == former.Id, Cancellation)).LeftAt.ShouldNotBeNull();
        await app.Db.Accounts.Where(a => a.Id == former.Id).ExecuteDeleteAsync(Cancellation);
        (await app.Db.Continuations.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task AnotherFatherOfANamesake_GetsNobodysAccount_AndWhoeverKeptAnAddressKeepsTheirs()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.Onde);
        var before = await ThereAsync(app);

        // Éric Aubert has another number; of Vincent David nothing was ever said, and of Khadija Lucas nothing changes.
        await app.TakeAsync(
            SampleCsv.Copy(
                SampleCsv.Onde,
                app.Folder,
                lines =>
                    lines.Select(l =>
                        l.Replace("\"Sacha\";\"2018-04-05\"", "\"Sacha\";\"2017-09-09\"", StringComparison.Ordinal)
                            .Replace("\"Sacha\";\"2013-02-28\"", "\"Sacha\";\"2014-10-10\"", StringComparison.Ordinal)
                            .Replace("672572265", "0699887766", StringComparison.Ordinal)
                    )
            ),
            force: true
        );

        var after = await ThereAsync(app);
        after["Khadija LUCAS"].ShouldBe(before["Khadija LUCAS"]);
        foreach (var name in new[] { "Éric AUBERT", "Vincent DAVID" })
        {
            after[name].ShouldNotBe(before[name]);
            (await app.Db.Accounts.AsNoTracking().SingleAsync(a => a.Id == before[name], Cancellation)).LeftAt.ShouldNotBeNull();
        }

        static async Task<Dictionary<string, AccountId>> ThereAsync(ImportApp app) =>
            (
                await app
                    .Db.Accounts.AsNoTracking()
                    .Where(a => a.Kind == AccountKind.Relative && a.LeftAt == null)
                    .Select(a => new { a.Id, Name = a.FirstName + " " + a.BirthName })
                    .ToListAsync(Cancellation)
            )
                .GroupBy(a => a.Name)
                .ToDictionary(g => g.Key, g => g.First().Id);
    }

    [Fact]
    public async Task ARowThatIsNone_MakesNobodyOfItsFileLeave()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.Onde);

        var report = await app.TakeAsync(
            SampleCsv.Copy(
                SampleCsv.Onde,
                app.Folder,
                lines => lines.Select(l => l.Replace("\"Virginie\"", "\"Virg\"inie\"", StringComparison.Ordinal))
            )
        );

        report.Issues.Kept.ShouldContain(i => i.Code == IssueCodes.StrayQuote);
        (await app.Db.Accounts.AnyAsync(a => a.LeftAt != null, Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task Relatives_Alone_AreLinkedToPupilsWhoAreThere_AndNobodyLeaves()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(SampleCsv.Onde);
        var before = await app.Db.StatedAsync();

        var same = await app.ImportAsync([Path.Combine(SampleCsv.Onde, Relatives)]);
        (await app.Db.StatedAsync()).ShouldBe(before);
        same.ShouldBeOfType<ImportOutcome.Taken>().Report.Issues.Kept.ShouldBeEmpty();

        await app.TakeAsync(Path.Combine(SampleCsv.Onde, Pupils));
        (await app.Db.StatedAsync()).ShouldBe(before, "pupils keep the links that their file does not state");
    }

    private static int Number(string digits) => int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<int> CountAsync(ImportApp app, AccountKind kind) => app.Db.Accounts.CountAsync(a => a.Kind == kind, Cancellation);

    /// <summary>Which account each line of the relatives' file is, found by everything that the line says.</summary>
    private static async Task<Dictionary<int, string>> AccountsOfLinesAsync(ImportApp app, string folder)
    {
        var relatives = await app.Db.Accounts.AsNoTracking().Where(a => a.Kind == AccountKind.Relative && a.LeftAt == null).ToListAsync(Cancellation);
        var pupils = await app.Db.Accounts.AsNoTracking().Where(a => a.Kind == AccountKind.Student).ToDictionaryAsync(a => a.Id, Cancellation);
        var links = (await app.Db.ChildLinks.AsNoTracking().ToListAsync(Cancellation)).ToLookup(l => l.RelativeId, l => l.StudentId);
        var accounts = relatives.ToDictionary(
            a =>
                string.Join(
                    '|',
                    a.FirstName,
                    a.BirthName,
                    a.Email,
                    a.HomePhone,
                    a.MobilePhone,
                    string.Join(',', links[a.Id].Select(p => $"{pupils[p].BirthName} {pupils[p].FirstName}").Order(StringComparer.Ordinal))
                ),
            a => a.ExternalId
        );
        return SampleCsv
            .Rows(folder, Relatives)
            .Select((row, i) => (Line: i + 2, Row: row))
            .ToDictionary(
                r => r.Line,
                r =>
                    accounts[
                        string.Join(
                            '|',
                            r.Row[3],
                            r.Row[2],
                            r.Row[8],
                            r.Row[9],
                            r.Row[11],
                            string.Join(
                                ',',
                                Enumerable
                                    .Range(0, (r.Row.Length - 12) / 4)
                                    .Select(c => $"{r.Row[13 + (4 * c)]} {r.Row[14 + (4 * c)]}")
                                    .Order(StringComparer.Ordinal)
                            )
                        )
                    ]
            );
    }
}
