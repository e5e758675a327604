using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Rattache.Web.Activation;

namespace Rattache.Bench;

/// <summary>The tables of <c>bench/pages</c>.</summary>
internal static class PageFigures
{
    private const int Clients = 4;
    private const int Known = 1_000;
    private const int Unknown = 1_000_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(4);

    public static async Task PrintAsync(string server, bool quick)
    {
        var connectionString = await BenchDatabase.CreateAsync(server, "bench_pages");
        var directory = new BenchDirectory(connectionString);
        await directory.SeedAsync(10_000, 2);
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
        await PrintAskingAsync("a sign-in with a wrong password", "connexion", program.Address, askings, BenchDirectory.Login, Wrong);
        await PrintAskingAsync("a forgotten password, by login", "mot-de-passe-oublie", program.Address, askings, BenchDirectory.Login, Forgotten);
        await PrintAskingAsync("a forgotten password, by address", "mot-de-passe-oublie", program.Address, askings, Mailbox, Forgotten);
        await PrintAskingAsync("a forgotten login", "identifiant-oublie", program.Address, askings, Mailbox, Lost);
        await directory.AwaitActivationAsync(Known, askings, Codes(program.ActivationKey));
        await PrintAskingAsync("an activation with a wrong code", "activation", program.Address, askings, BenchDirectory.Login, Guessed);

        static string Mailbox(int number) => BenchDirectory.Login(number) + "@example.org";
        static void Wrong(Dictionary<string, string> form, string who) => (form["identifiant"], form["passe"]) = (who, "ce n’est pas celui-là");
        static void Forgotten(Dictionary<string, string> form, string who) => form["identifiant"] = who;
        static void Lost(Dictionary<string, string> form, string who) => form["contact"] = who;
        static void Guessed(Dictionary<string, string> form, string who) => (form["identifiant"], form["code"]) = (who, "AAAA-AAAA-AAAA-AAAA");
    }

    private static async Task PrintAccountPageAsync(Uri address)
    {
        using var browser = new Browser(address);
        await browser.SignInAsync(BenchDirectory.Login(1), BenchDirectory.Password);
        await browser.GetAsync("mon-compte");
        var before = await QueriesAsync(browser);
        await browser.GetAsync("mon-compte");
        var queries = await QueriesAsync(browser) - before;
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

    private static async Task<int> QueriesAsync(Browser browser) => int.Parse(await browser.GetAsync("bench/queries"), CultureInfo.InvariantCulture);

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

    /// <param name="somebody">What the relative of a number has; nobody has it of <see cref="Unknown"/> on.</param>
    private static async Task PrintAskingAsync(
        string what,
        string path,
        Uri address,
        int count,
        Func<int, string> somebody,
        Action<Dictionary<string, string>, string> fill
    )
    {
        using var browser = new Browser(address);
        var form = Browser.Fields(await browser.GetAsync(path), "main");
        var (known, unknown) = (new List<double>(), new List<double>());
        for (var i = 0; i < count; i++)
        {
            // Each once, so that no limit is met, and each when what the one before left to the background is done.
            (string Who, List<double> Times)[] two = [(somebody(Known + i), known), (somebody(Unknown + i), unknown)];
            foreach (var (who, times) in i % 2 == 0 ? two : two.Reverse())
            {
                fill(form, who);
                await Task.Delay(Pause);
                times.Add(await TimeAsync(async () => (await browser.PostAsync(path, form, From(1_000 + (2 * i)))).Dispose()));
            }
        }

        var (somebodys, nobodys) = (Median(known), Median(unknown));
        Console.WriteLine($"| {what}, {count:N0} each | **{nobodys / somebodys:F3}** | {somebodys:F1} ms |");
    }

    private static ActivationCodes Codes(string keyFile) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("Activation:KeyFile", keyFile)]).Build());

    private static string From(int number) => $"10.3.{number / 250}.{number % 250}";

    private static double Median(List<double> times) => times.Skip(times.Count / 10).Order().ElementAt((times.Count - (times.Count / 10)) / 2);

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
