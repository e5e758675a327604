using Npgsql;

namespace Rattache.Bench;

/// <summary>The table of <c>bench/merges</c>.</summary>
internal static class MergeFigures
{
    public static async Task PrintAsync(string server, bool quick)
    {
        (int Accounts, int Children)[] sizes = quick ? [(10_000, 2)] : [(10_000, 2), (10_000, 40), (1_000_000, 2), (1_000_000, 40)];
        var rounds = quick ? 4 : 9;

        Console.WriteLine(
            "| accounts | children each | clients | merges a second | pgbench | ratio (lowest to highest) | pgbench that also reads the tree |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (accounts, children) in sizes)
        {
            var connectionString = await BenchDatabase.CreateAsync(server, BenchDatabase.Name(accounts, children));
            var directory = new BenchDirectory(connectionString);
            await directory.SeedAsync(accounts, children);
            await using var ours = new OurSide(connectionString);
            var theirs = new PgbenchSide(connectionString, directory);
            var reading = new PgbenchSide(connectionString, directory, reads: true);
            await ours.PreviewAllAsync();
            await ours.MergeAsync(1, 1, 1);
            await theirs.LearnPayloadsAsync();
            var comparison = new Comparison(directory, ours, theirs, reading);
            await comparison.WarmAsync(rounds: quick ? 6 : 16);
            foreach (var clients in new[] { 1, 8 })
            {
                var (ratio, most) = await comparison.RunAsync(clients, rounds);
                Console.WriteLine(
                    $"| {accounts:N0} | {children} | {clients} | {ratio.Ours:N0} | {ratio.Theirs:N0} | **{ratio.Median:F2}** ({ratio.Lowest:F2} to {ratio.Highest:F2}) | {most.Median:F2} |"
                );
            }

            NpgsqlConnection.ClearAllPools();
        }

        Console.WriteLine();
        Console.WriteLine("| the whole HTTP confirm, clients | p50 | p95 |");
        Console.WriteLine("|---|---|---|");
        var (size, each) = sizes[0];
        var again = $"{server};Database={BenchDatabase.Name(size, each)};Maximum Pool Size=40";
        foreach (var clients in new[] { 1, 8 })
        {
            await new BenchDirectory(again).ResetAsync();
            var times = await new HttpSide(again).ConfirmAsync(1, quick ? 100 : 800, clients);
            Console.WriteLine($"| {clients} | {times[times.Length / 2]:F1} ms | {times[times.Length * 95 / 100]:F1} ms |");
        }
    }
}
