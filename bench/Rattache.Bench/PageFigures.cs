using System.Diagnostics;
using System.Globalization;

namespace Rattache.Bench;

/// <summary>The tables of <c>bench/pages</c>.</summary>
internal static class PageFigures
{
    private const int Clients = 4;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task PrintAsync(string server, bool quick)
    {
        var connectionString = await BenchDatabase.CreateAsync(server, "bench_pages");
        await new BenchDirectory(connectionString).SeedAsync(10_000, 2);
        await using var program = await Server.StartAsync(
            connectionString,
            [Path.Combine(AppContext.BaseDirectory, "Rattache.Bench.dll"), "serve", "--applicationName", "rattache"],
            ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", "Rattache.Bench"),
            ("TrustedProxies__0", "127.0.0.1")
        );
        await PrintAccountPageAsync(program.Address);
        await PrintSignInAsync(program.Address, quick ? 40 : 200);
        Console.WriteLine();
        Console.WriteLine("| asking | nobody's ÷ somebody's (medians) | somebody's |");
        Console.WriteLine("|---|---|---|");
        var askings = quick ? 100 : 1_000;
        await PrintAskingAsync("a sign-in with a wrong password", "connexion", program.Address, askings, Wrong);
        await PrintAskingAsync("a forgotten password", "mot-de-passe-oublie", program.Address, askings, Forgotten);

        static void Wrong(Dictionary<string, string> form, string login) => (form["identifiant"], form["passe"]) = (login, "ce n’est pas celui-là");
        static void Forgotten(Dictionary<string, string> form, string login) => form["identifiant"] = login;
    }

    private static async Task PrintAccountPageAsync(Uri address)
    {
        using var browser = new Browser(address);
        await browser.SignInAsync(BenchDirectory.Login(1), BenchDirectory.Password);
        await browser.GetAsync("mon-compte");
        var before = await CommandsAsync(browser);
        await browser.GetAsync("mon-compte");
        var queries = await CommandsAsync(browser) - before;
        var bare = $"bench/bare?queries={queries}";
        await RateAsync(browser, "mon-compte", WarmUp / 2);
        await RateAsync(browser, bare, WarmUp / 2);
        var rounds = new List<(double Ours, double Theirs)>();
        for (var round = 0; round < 7; round++)
        {
            rounds.Add((await RateAsync(browser, "mon-compte", Round), await RateAsync(browser, bare, Round)));
        }

        var ratio = Ratio.Of(rounds);
        Console.WriteLine("| page | a second | bare page, as many one-row queries | ratio (lowest to highest) |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine(
            $"| Mon compte, {queries} queries | {ratio.Ours:N0} | {ratio.Theirs:N0} | **{ratio.Median:F2}** ({ratio.Lowest:F2} to {ratio.Highest:F2}) |"
        );
    }

    private static async Task<int> CommandsAsync(Browser browser) =>
        int.Parse(await browser.GetAsync("bench/commands"), CultureInfo.InvariantCulture);

    private static async Task<double> RateAsync(Browser browser, string path, TimeSpan time)
    {
        var (watch, pages) = (Stopwatch.StartNew(), 0);
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (watch.Elapsed < time)
                        {
                            await browser.GetAsync(path);
                            Interlocked.Increment(ref pages);
                        }
                    })
                )
        );
        return pages / watch.Elapsed.TotalSeconds;
    }

    private static async Task PrintSignInAsync(Uri address, int count)
    {
        var hasher = BenchDirectory.Hasher();
        var hash = hasher.HashPassword(new(), BenchDirectory.Password);
        var rounds = new List<(double Ours, double Theirs)>();
        for (var i = 0; i < count; i++)
        {
            using var browser = new Browser(address);
            var form = Browser.Fields(await browser.GetAsync("connexion"), "main");
            (form["identifiant"], form["passe"]) = (BenchDirectory.Login(10 + i), BenchDirectory.Password);
            var ours = await TimeAsync(async () => (await browser.PostAsync("connexion", form, From(i))).Dispose());
            var theirs = await TimeAsync(() =>
            {
                hasher.VerifyHashedPassword(new(), hash, BenchDirectory.Password);
                return Task.CompletedTask;
            });
            if (i >= count / 4)
            {
                rounds.Add((ours, theirs)); // the first quarter is the compiler's
            }
        }

        var ratio = Ratio.Of(rounds);
        Console.WriteLine();
        Console.WriteLine("| | milliseconds | its password hash alone | ratio (lowest to highest) |");
        Console.WriteLine("|---|---|---|---|");
        Console.WriteLine($"| a sign-in | {ratio.Ours:F1} | {ratio.Theirs:F1} | **{ratio.Median:F2}** ({ratio.Lowest:F2} to {ratio.Highest:F2}) |");
    }

    private static async Task PrintAskingAsync(string what, string path, Uri address, int count, Action<Dictionary<string, string>, string> fill)
    {
        using var browser = new Browser(address);
        var form = Browser.Fields(await browser.GetAsync(path), "main");
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < count; i++)
        {
            // In turn, each login and each address once: no limit is met, and the machine is as busy for one as for the other.
            foreach (var (login, times) in new[] { (BenchDirectory.Login(1_000 + i), known), ($"personne.{i}", unknown) })
            {
                fill(form, login);
                times.Add(await TimeAsync(async () => (await browser.PostAsync(path, form, From(1_000 + (2 * i)))).Dispose()));
            }
        }

        var (somebody, nobody) = (Median(known), Median(unknown));
        Console.WriteLine($"| {what}, {count:N0} each | **{nobody / somebody:F3}** | {somebody:F1} ms |");
    }

    private static string From(int number) => $"10.3.{number / 250}.{number % 250}";

    private static double Median(List<double> times) => times.Skip(times.Count / 10).Order().ElementAt((times.Count - (times.Count / 10)) / 2);

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
