namespace Rattache.Web.Tests.App;

/// <summary>How often a race is run: a tenth in every run, all of it with <c>./test.sh --long</c>.</summary>
public static class Rounds
{
    public static bool Full { get; } = Environment.GetEnvironmentVariable("RATTACHE_TEST_LONG") == "1";

    public static int Of(int full) => Full ? full : Math.Max(1, full / 10);
}
