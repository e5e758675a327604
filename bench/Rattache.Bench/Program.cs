using System.Globalization;
using Rattache.Bench;
using Rattache.Web;

if (args is ["serve", .. var options])
{
    // The program in this process, so that a bare page can stand beside its own (BarePages).
    typeof(Settings).Assembly.EntryPoint!.Invoke(null, [options]);
    return;
}

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["weight", var published])
{
    await WeightFigures.PrintAsync(published);
    return;
}

// The other scripts of bench/ start a PostgreSQL server, and give its connection string here.
var server =
    Environment.GetEnvironmentVariable("RATTACHE_BENCH_POSTGRES")
    ?? throw new InvalidOperationException("Run bench/merges, bench/imports, bench/pages or bench/weight.");
switch (args)
{
    case ["merges", .. var how]:
        await MergeFigures.PrintAsync(server, how.Contains("--quick"));
        break;
    case ["pages", .. var how]:
        await PageFigures.PrintAsync(server, how.Contains("--quick"));
        break;
    case ["imports", var deliveries]:
        await ImportFigures.PrintAsync(server, deliveries);
        break;
    default:
        throw new InvalidOperationException("Run bench/merges, bench/imports, bench/pages or bench/weight.");
}
