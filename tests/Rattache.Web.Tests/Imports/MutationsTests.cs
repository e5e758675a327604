using Rattache.Core.Imports;
using Rattache.Web.Imports;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Imports;

/// <summary>Alone in its process, whose memory it watches; <c>test.sh</c> gives it one of its own, beside the others.</summary>
[CollectionDefinition(nameof(MutationsTests), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(MutationsTests))]
public sealed class MutationsTests
{
    private const long MostMemory = 200L * 1024 * 1024;
    private const int OfOneDatabase = 200;

    /// <summary>Nothing takes this long; what does hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task GoodFilesThatSuffered_NeverCrashHangSwellOrWriteHalfADelivery()
    {
        var dice = new Random(Seed.Value);
        var mutations = new Mutations(dice);
        var outcomes = new Dictionary<string, int>();
        var idle = 0L;
        for (var left = Rounds.Of(10_000); left > 0; left -= OfOneDatabase)
        {
            await using var app = await ImportApp.StartAsync();
            var deliveries = Deliveries(app.Folder);
            await app.ImportAsync([deliveries[0]]); // a delta needs it
            idle = idle == 0 ? Kept() : idle;
            var lies = await app.DumpAsync();
            for (var i = 0; i < Math.Min(left, OfOneDatabase); i++)
            {
                var suffered = mutations.Mutate(deliveries[dice.Next(deliveries.Length)], Path.Combine(app.Folder, "suffered"));
                var before = GC.GetTotalAllocatedBytes();
                (var told, lies) = await TryAsync(app, suffered, lies, $"mutation {left - i}; {Seed.Said}");
                outcomes[told] = outcomes.GetValueOrDefault(told) + 1;
                var which = $"after mutation {left - i}, {told}; {Seed.Said}";
                (GC.GetTotalAllocatedBytes() - before).ShouldBeLessThan(MostMemory, which);
                // The collector leaves a large process its garbage for long: what counts is what stays.
                if (Environment.WorkingSet - idle >= MostMemory)
                {
                    (Kept() - idle).ShouldBeLessThan(MostMemory, which);
                }
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', outcomes.OrderBy(o => o.Key).Select(o => $"{o.Value} {o.Key}")));
        outcomes.ShouldContainKey("ok");
        outcomes.Count.ShouldBeGreaterThan(4, "refusals of several kinds");
    }

    /// <summary>What was said of it, and what lies in the database then.</summary>
    private static async Task<(string Told, string Lies)> TryAsync(ImportApp app, string delivery, string before, string which)
    {
        try
        {
            // A file that says another academy than the others is a delivery by itself.
            var outcomes = await app.RunAsync(new(Force: true), delivery).WaitAsync(Patience, TestContext.Current.CancellationToken);
            foreach (var taken in outcomes.OfType<ImportOutcome.Taken>())
            {
                // CSV files hold no school: it is given.
                foreach (var c in taken.Report.Counts.Where(c => c.Category != RecordCategory.School))
                {
                    (c.New + c.Changed + c.Unchanged + c.Returned + c.Rejected).ShouldBeLessThanOrEqualTo(c.Read, $"{c}, {which}");
                }
            }

            var after = await app.DumpAsync();
            if (outcomes.All(outcome => outcome is ImportOutcome.Refused))
            {
                after.ShouldBe(before, which);
            }

            return (string.Join(", ", outcomes.Select(outcome => outcome.Document.Outcome).Distinct()), after);
        }
        catch (Exception e) when (e is not ShouldAssertException)
        {
            throw new InvalidOperationException(which, e);
        }
    }

    private static long Kept()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }

    /// <summary>One of each format, small, so that thousands are tried.</summary>
    private static string[] Deliveries(string into) =>
        [
            new AafNight(new(2026, 9, 1))
                .School("1", "0411010A")
                .Relative("10", mail: "x@example.org")
                .Relative("11")
                .Pupil("20", "1", "6A", "10", "11")
                .Pupil("21", "1", "5B", "11")
                .Head("90", "1")
                .Write(into),
            new AafNight(new(2026, 9, 2)) { IsDelta = true }
                .Change("Eleve", "20", ("ENTEleveClasses", ["1$5A"]))
                .Withdraw("Eleve", "21")
                .Relative("12")
                .Write(into),
            Beginning("onde/0610101D", into),
            Beginning("csv/0350202E", into),
        ];

    private static string Beginning(string sample, string into)
    {
        var folder = Directory.CreateDirectory(Path.Combine(into, Path.GetFileName(sample))).FullName;
        foreach (var file in Directory.GetFiles(Samples.Of(sample)))
        {
            var lines = File.ReadAllText(file, System.Text.Encoding.Latin1).Split("\r\n").Take(12);
            File.WriteAllText(Path.Combine(folder, Path.GetFileName(file)), string.Join("\r\n", lines) + "\r\n", System.Text.Encoding.Latin1);
        }

        return folder;
    }
}
