namespace Rattache.Bench;

/// <summary>Both sides in turn over the same pairs, several times; what counts is the ratio of neighbours.</summary>
internal sealed class Comparison(BenchDirectory directory, OurSide ours, PgbenchSide theirs, PgbenchSide reading)
{
    private static readonly string[] Tables = ["merges", "outbox", "audit", "audit_details"];

    /// <summary>Ours alone, until the compiler has done its work.</summary>
    public async Task WarmAsync(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            await directory.ResetAsync();
            await ours.MergeAsync(1, BenchDirectory.Pairs / 2, clients: 8);
        }
    }

    /// <returns>Our ratio to pgbench, and that of pgbench where it reads too, which goes after the others over pairs as they were before.</returns>
    public async Task<(Ratio Ours, Ratio Reading)> RunAsync(int clients, int rounds)
    {
        const int half = BenchDirectory.Pairs / 2;
        var ratios = new List<(double Ours, double Theirs)>();
        var readings = new List<(double Ours, double Theirs)>();
        for (var round = 0; round < rounds; round++)
        {
            await directory.ResetAsync();
            // Who goes first changes, and so do the pairs: neither has the warmer pages.
            var (oursFirst, oursAt) = (round % 2 == 0, 1 + (round / 2 % 2 * half));
            var theirsAt = oursAt == 1 ? half + 1 : 1;
            double our,
                their;
            if (oursFirst)
            {
                our = await WatchedAsync(() => ours.MergeAsync(oursAt, half, clients), half);
                their = await WatchedAsync(() => theirs.MergeAsync(theirsAt, half, clients), half);
            }
            else
            {
                their = await WatchedAsync(() => theirs.MergeAsync(theirsAt, half, clients), half);
                our = await WatchedAsync(() => ours.MergeAsync(oursAt, half, clients), half);
            }

            ratios.Add((our, their));
            await directory.ResetAsync();
            readings.Add((await WatchedAsync(() => reading.MergeAsync(theirsAt, half, clients), half), their));
        }

        return (Ratio.Of(ratios), Ratio.Of(readings));
    }

    /// <summary>Each merge of either side must have added the same rows.</summary>
    private async Task<double> WatchedAsync(Func<Task<double>> merge, int count)
    {
        var before = await CountsAsync();
        var rate = await merge();
        var after = await CountsAsync();
        long[] expected = [count, 3 * count, count, count];
        for (var i = 0; i < Tables.Length; i++)
        {
            if (after[i] - before[i] != expected[i])
            {
                throw new InvalidOperationException($"{after[i] - before[i]} rows in {Tables[i]} instead of {expected[i]}");
            }
        }

        return rate;
    }

    private async Task<long[]> CountsAsync()
    {
        var counts = new long[Tables.Length];
        for (var i = 0; i < Tables.Length; i++)
        {
            counts[i] = await directory.CountAsync(Tables[i]);
        }

        return counts;
    }
}

/// <param name="Median">Of the rounds' ratios.</param>
internal sealed record Ratio(double Median, double Lowest, double Highest, double Ours, double Theirs)
{
    public static Ratio Of(List<(double Ours, double Theirs)> rounds)
    {
        var ratios = rounds.Select(r => r.Ours / r.Theirs).Order().ToArray();
        return new(
            ratios[ratios.Length / 2],
            ratios[0],
            ratios[^1],
            rounds.Select(r => r.Ours).Order().ElementAt(rounds.Count / 2),
            rounds.Select(r => r.Theirs).Order().ElementAt(rounds.Count / 2)
        );
    }
}
