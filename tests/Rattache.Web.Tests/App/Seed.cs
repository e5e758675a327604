using System.Globalization;

namespace Rattache.Web.Tests.App;

/// <summary>Another for each run, unless RATTACHE_TEST_SEED repeats one; a test that uses it says so when it fails.</summary>
public static class Seed
{
    public static int Value { get; } =
        Environment.GetEnvironmentVariable("RATTACHE_TEST_SEED") is { Length: > 0 } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : Random.Shared.Next();

    public static string Said => $"RATTACHE_TEST_SEED={Value} repeats it";
}
