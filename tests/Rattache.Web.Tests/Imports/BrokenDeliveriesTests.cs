using System.Text;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Imports;
using Rattache.Web.Imports;
using Rattache.Web.Imports.Aaf;

namespace Rattache.Web.Tests.Imports;

/// <summary>What each wrong delivery must get.</summary>
public sealed class BrokenDeliveriesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("*_truncated.xml", DeliveryRefusal.Truncated, 14)]
    [InlineData("*_entity-expansion.xml", DeliveryRefusal.Entities, null)]
    [InlineData("*_external-entity.xml", DeliveryRefusal.Entities, null)]
    [InlineData("not-a-feed.xml", DeliveryRefusal.WebPage, null)]
    [InlineData("binary.xml", DeliveryRefusal.Binary, null)]
    [InlineData("empty.csv", DeliveryRefusal.Empty, null)]
    [InlineData("latin1-declared-utf8.xml", DeliveryRefusal.Encoding, 9)]
    public async Task Refused_Whole(string file, string code, int? line)
    {
        await using var app = await ImportApp.StartAsync();
        var empty = await app.DumpAsync();

        var refusal = await app.RefuseAsync(Samples.Broken(file));

        (refusal.Code, refusal.Line).ShouldBe((code, line));
        (await app.DumpAsync()).ShouldBe(empty);
        (await app.Db.Audit.SingleAsync(Cancellation)).Outcome.ShouldBe(code);
    }

    [Fact]
    public async Task Refused_AmongGoodFiles_TakesThemDown()
    {
        await using var app = await ImportApp.StartAsync();
        var refusal = await app.RefuseAsync([.. Samples.Broken("*EtabEducNat_0000.xml"), .. Samples.Broken("*_truncated.xml")]);
        refusal.Code.ShouldBe(DeliveryRefusal.Truncated);
        (await app.Db.Schools.AnyAsync(Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task BadRecords_AreRejectedOneByOne_GoodOnesKept()
    {
        await using var app = await ImportApp.StartAsync();

        var report = await app.TakeAsync([
            .. Samples.Broken("*EtabEducNat_0000.xml"),
            .. Samples.Broken("*_records.xml"),
            .. Samples.Broken("*_links.xml"),
        ]);

        report
            .Issues.Kept.Select(i => (i.Id, i.Code, i.Severity))
            .ShouldBe(
                [
                    ("94", IssueCodes.DuplicateId, IssueSeverity.Rejection),
                    (null, IssueCodes.NoId, IssueSeverity.Rejection),
                    ("95", IssueCodes.NoSurname, IssueSeverity.Rejection),
                    ("98", IssueCodes.NameTooLong, IssueSeverity.Rejection),
                    ("96", IssueCodes.UnknownAttribute, IssueSeverity.Warning),
                    ("97", IssueCodes.ImpossibleDate, IssueSeverity.Warning),
                    ("72", IssueCodes.UnknownRelative, IssueSeverity.Rejection),
                    ("73", IssueCodes.MalformedLink, IssueSeverity.Rejection),
                    ("74", IssueCodes.UnknownSchool, IssueSeverity.Rejection),
                ],
                ignoreOrder: true
            );
        report.Issues.Kept.ShouldAllBe(i => LineOf(i) == i.Line);
        var kept = await app.Db.Accounts.Select(a => a.ExternalId).ToListAsync(Cancellation);
        kept.ShouldBe(["94", "96", "97", "99", "71", "72", "73"], ignoreOrder: true);
        (await app.Db.Accounts.SingleAsync(a => a.ExternalId == "94", Cancellation)).LastName.ShouldBe("ESSAI");
        (await app.Db.Accounts.SingleAsync(a => a.ExternalId == "97", Cancellation)).BirthDate.ShouldBeNull();
        (await app.Db.Accounts.SingleAsync(a => a.ExternalId == "99", Cancellation)).LastName.ShouldContain("<");
        var link = await app.Db.ChildLinks.SingleAsync(Cancellation);
        (await app.Db.Accounts.SingleAsync(a => a.Id == link.StudentId, Cancellation)).ExternalId.ShouldBe("71");
    }

    [Fact]
    public async Task EntityExpansion_DeepAndUndeclared_MemoryStaysFlat()
    {
        await using var app = await ImportApp.StartAsync();
        var bomb = new StringBuilder("<!DOCTYPE ficAlimMENESR [<!ENTITY e0 \"aaaaaaaaaa\">");
        for (var i = 1; i < 30; i++)
        {
            bomb.Append("<!ENTITY e").Append(i).Append(" \"").Insert(bomb.Length, $"&e{i - 1};", 10).Append("\">");
        }

        // Past the head that is looked at, so that the reader alone stands against it.
        var hidden =
            $"<!--{new string('x', 40_000)}-->{bomb}]><ficAlimMENESR><addRequest><identifier><id>&e29;</id></identifier></addRequest></ficAlimMENESR>";
        var file = Path.Combine(app.Folder, "bomb.xml");
        await File.WriteAllTextAsync(file, hidden, Cancellation);

        var refusal = await app.RefuseAsync(file);

        refusal.Code.ShouldBe(DeliveryRefusal.Malformed);
        BytesToRead(file).ShouldBeLessThan(1024 * 1024);
    }

    /// <summary>What reading takes on this thread alone: other tests run beside it.</summary>
    private static long BytesToRead(string file)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var reader = new AafReader(file);
        while (reader.Next() is not null) { }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public async Task BadBytes_FarIntoAFileWithoutProlog_AreToldWithTheirLine()
    {
        await using var app = await ImportApp.StartAsync();
        var file = Path.Combine(app.Folder, "ENT_x_Complet_20260901_PersRelEleve_0000.xml");
        var text = "<ficAlimMENESR>\n" + string.Concat(Enumerable.Repeat("<!-- rien -->\n", 50_000)) + "<!-- LEFÈVRE -->\n</ficAlimMENESR>\n";
        await File.WriteAllTextAsync(file, text, Encoding.Latin1, Cancellation);

        var refusal = await app.RefuseAsync(file);

        (refusal.Code, refusal.Line).ShouldBe((DeliveryRefusal.Encoding, 50_002));
    }

    [Fact]
    public async Task NoSuchPath_AndAFolderWithoutDelivery_AreRefused()
    {
        await using var app = await ImportApp.StartAsync();
        (await app.RefuseAsync(Path.Combine(app.Folder, "rien"))).Code.ShouldBe(DeliveryRefusal.MissingPath);
        (await app.RefuseAsync(app.Folder)).Code.ShouldBe(DeliveryRefusal.NoFile);
    }

    // The line of the addRequest, counted over the bytes; the record without id is the one named so.
    private static int LineOf(ImportIssue issue)
    {
        var lines = File.ReadAllLines(Samples.Of($"broken/{issue.File}"));
        var matches = Enumerable.Range(0, lines.Length).Where(i => lines[i].Contains($"<id>{issue.Id}</id>", StringComparison.Ordinal));
        var at = issue.Code == IssueCodes.DuplicateId ? matches.Last() : matches.First();
        return Array.LastIndexOf(lines, "<addRequest>", at) + 1;
    }
}
