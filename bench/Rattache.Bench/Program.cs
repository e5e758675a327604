using System.Globalization;
using Rattache.Bench;

// bench/merges and bench/imports start a PostgreSQL server, and give its connection string here.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var server =
    Environment.GetEnvironmentVariable("RATTACHE_BENCH_POSTGRES") ?? throw new InvalidOperationException("Run bench/merges or bench/imports.");
switch (args)
{
    case ["merges", .. var options]:
        await MergeFigures.PrintAsync(server, options.Contains("--quick"));
        break;
    case ["imports", var deliveries]:
        await ImportFigures.PrintAsync(server, deliveries);
        break;
    default:
        throw new InvalidOperationException("Run bench/merges or bench/imports.");
}
