using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Imports;
using Rattache.Web.Imports;

namespace Rattache.Web.Tests.Imports;

/// <summary>A delta and the full delivery of the same night come to the same; the order of what is delivered comes to nothing.</summary>
public sealed partial class NightsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheDelta_AndTheFullDeliveryOfTheSameNight_GiveTheSameDirectory()
    {
        await using var full = await ImportApp.StartAsync();
        await using var delta = await ImportApp.StartAsync();
        await full.TakeAsync(Samples.Of("aaf"));
        await delta.TakeAsync(Samples.Of("aaf"));

        var byFull = await full.TakeAsync(Samples.Of("aaf-next"));
        var byDelta = await delta.TakeAsync(Samples.Of("aaf-delta"));

        (await delta.Db.StatedAsync()).ShouldBe(await full.Db.StatedAsync());
        byDelta.Extent.ShouldBe(DeliveryExtent.Delta);
        foreach (var category in new[] { RecordCategory.Student, RecordCategory.Relative })
        {
            var (one, other) = (byFull.Counts.Single(c => c.Category == category), byDelta.Counts.Single(c => c.Category == category));
            (other.New, other.Changed, other.Left, other.Rejected).ShouldBe((one.New, one.Changed, one.Left, 0));
            one.Left.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task ADeltaTwice_ChangesNothing()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(Samples.Of("aaf"));
        await app.TakeAsync(Samples.Of("aaf-delta"));
        var before = await app.DumpAsync();

        var report = await app.TakeAsync(Samples.Of("aaf-delta"));

        (await app.DumpAsync()).ShouldBe(before);
        report.Counts.ShouldAllBe(c => c.New + c.Changed + c.Left + c.Returned + c.Rejected == 0);
    }

    [Fact]
    public async Task SlicesAndAttributesInAnyOrder_GiveTheSameDirectory()
    {
        await using var one = await ImportApp.StartAsync();
        await using var other = await ImportApp.StartAsync();
        await one.TakeAsync(Samples.Of("aaf"));

        await other.TakeAsync(Reordered("aaf", other.Folder));

        (await other.Db.StatedAsync()).ShouldBe(await one.Db.StatedAsync());
    }

    [Fact]
    public async Task AnOldDelta_AndOneWithoutAFullDelivery_AreRefused()
    {
        await using var app = await ImportApp.StartAsync();
        (await app.RefuseAsync(Samples.Of("aaf-delta"))).Code.ShouldBe(DeliveryRefusal.DeltaWithoutFull);
        await app.TakeAsync(Samples.Of("aaf1d"));
        (await app.RefuseAsync(Samples.Of("aaf-delta"))).Code.ShouldBe(DeliveryRefusal.DeltaWithoutFull); // another feed's
        await app.TakeAsync(Samples.Of("aaf"));
        await app.TakeAsync(Samples.Of("aaf-next"));
        var after = await app.DumpAsync();

        var old = await app.RefuseAsync(
            new AafNight(new(2026, 9, 1)) { IsDelta = true }
                .Withdraw("Eleve", "2000012")
                .Write(app.Folder)
        );

        (old.Code, old.Detail).ShouldBe((DeliveryRefusal.DeltaTooOld, "02/09/2026"));
        (await app.DumpAsync()).ShouldBe(after);
    }

    [Fact]
    public async Task AChangeOfClass_LeavesTheSchoolAttached_AndOneOfSchoolLeavesTheClass()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(
            new AafNight(new(2026, 9, 1))
                .School("1", "0411010A")
                .School("2", "0411011B")
                .Relative("10")
                .Pupil("20", "1", "6A", "10")
                .Pupil("21", "1", "6A", "10")
                .Write(app.Folder)
        );

        await app.TakeAsync(
            new AafNight(new(2026, 9, 2)) { IsDelta = true }
                .Change("Eleve", "20", ("ENTEleveClasses", ["2$5B"]))
                .Change("Eleve", "21", ("ENTPersonStructRattach", ["2"]))
                .Write(app.Folder)
        );

        (await app.Db.StatedAsync())
            .Where(line => line.StartsWith("place", StringComparison.Ordinal))
            .ShouldBe([
                "place Aaf/23/20 0411010A  School",
                "place Aaf/23/20 0411011B 5B Post",
                "place Aaf/23/21 0411010A 6A Post",
                "place Aaf/23/21 0411011B  School",
            ]);
        (await app.Db.ChildLinks.CountAsync(Cancellation)).ShouldBe(2);
    }

    [Fact]
    public async Task AChange_OfNobodyKnown_IsRejected()
    {
        await using var app = await ImportApp.StartAsync();
        await app.TakeAsync(new AafNight().School("1", "0411010A").Relative("10").Pupil("20", "1", "6A", "10").Write(app.Folder));

        var report = await app.TakeAsync(
            new AafNight(new(2026, 9, 2)) { IsDelta = true }
                .Change("PersRelEleve", "11", ("mail", ["x@example.org"]))
                .Withdraw("Eleve", "99")
                .Write(app.Folder)
        );

        report
            .Issues.Kept.Select(i => (i.Id, i.Code))
            .ShouldBe([("11", IssueCodes.UnknownRecord), ("99", IssueCodes.UnknownRecord)], ignoreOrder: true);
    }

    [Fact]
    public async Task AFullDelivery_ThatHoldsAChange_IsRefused()
    {
        await using var app = await ImportApp.StartAsync();
        var folder = new AafNight().School("1", "0411010A").Relative("10").Change("PersRelEleve", "10", ("mail", [""])).Write(app.Folder);
        (await app.RefuseAsync(folder)).Code.ShouldBe(DeliveryRefusal.ChangeInFull);
    }

    /// <summary>Records from last to first, their attributes too, in slices numbered the other way round.</summary>
    private static string Reordered(string folder, string into)
    {
        var target = Directory.CreateDirectory(Path.Combine(into, "reordered")).FullName;
        foreach (var file in Directory.GetFiles(Samples.Of(folder), "*.xml"))
        {
            var text = File.ReadAllText(file, Encoding.Latin1);
            var records = RecordPattern().Matches(text).Select(r => r.Value).Reverse().Select(Backwards).ToArray();
            var (head, tail) = (text[..RecordPattern().Match(text).Index], "</ficAlimMENESR>\r\n");
            foreach (var (slice, some) in records.Chunk(Math.Max(1, (records.Length + 2) / 3)).Index())
            {
                File.WriteAllText(
                    Path.Combine(target, Path.GetFileName(file).Replace("_0000", $"_{slice:0000}", StringComparison.Ordinal)),
                    head + string.Concat(some) + tail,
                    Encoding.Latin1
                );
            }
        }

        return target;
    }

    private static string Backwards(string record)
    {
        var attributes = AttributesPattern().Match(record);
        var each = AttributePattern().Matches(attributes.Groups[1].Value).Select(a => a.Value).Reverse();
        return record[..attributes.Groups[1].Index] + string.Concat(each) + record[(attributes.Groups[1].Index + attributes.Groups[1].Length)..];
    }

    [GeneratedRegex("<addRequest>.*?</addRequest>\r\n", RegexOptions.Singleline)]
    private static partial Regex RecordPattern();

    [GeneratedRegex("<attributes>(.*)</attributes>", RegexOptions.Singleline)]
    private static partial Regex AttributesPattern();

    [GeneratedRegex("<attr .*?</attr>\\s*", RegexOptions.Singleline)]
    private static partial Regex AttributePattern();
}
