namespace Rattache.Bench;

/// <summary>The table of <c>bench/imports</c>: the program as an operator runs it, starting and parsing included.</summary>
internal static class ImportFigures
{
    private static readonly string[] Feeds = ["aaf", "aaf1d"];

    public static async Task PrintAsync(string server, string deliveries)
    {
        var folders = Feeds.Select(feed => Path.Combine(deliveries, feed)).ToArray();
        var records = folders.Sum(Records);
        Console.WriteLine($"{records:N0} records");
        Console.WriteLine();
        Console.WriteLine("| what | seconds | records a second | peak memory |");
        Console.WriteLine("|---|---|---|---|");

        var postgres = await BenchDatabase.CreateAsync(server, "bench_imports");
        var first = await ImportRun.TimeAsync(postgres, folders);
        Print("PostgreSQL, first import", first, records);
        var copy = await new CopySide(server, postgres).TimeAsync();
        Console.WriteLine($"| COPY of the same rows | {copy:F1} | {records / copy:N0} | |");
        var again = await ImportRun.TimeAsync(postgres, folders);
        Print("PostgreSQL, unchanged again", again, records);

        var folder = Directory.CreateTempSubdirectory("rattache-bench-").FullName;
        var sqlite = $"Data Source={Path.Combine(folder, "rattache.db")}";
        var file = await ImportRun.TimeAsync(sqlite, folders);
        Print("SQLite, first import", file, records);
        Print("SQLite, unchanged again", await ImportRun.TimeAsync(sqlite, folders), records);
        Directory.Delete(folder, recursive: true);

        Console.WriteLine();
        Console.WriteLine($"COPY ÷ first import: **{copy / first.Seconds:F2}**; unchanged ÷ first: **{again.Seconds / first.Seconds:F2}**");
    }

    private static void Print(string what, ImportRun run, long records) =>
        Console.WriteLine($"| {what} | {run.Seconds:F1} | {records / run.Seconds:N0} | {run.PeakMegabytes:N0} MB |");

    private static long Records(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.xml")
            .Sum(file => File.ReadLines(file).LongCount(line => line.StartsWith("<addRequest>", StringComparison.Ordinal)));
}
