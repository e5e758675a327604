namespace Rattache.Web.Tests.App;

/// <summary>The engine this run is about: the whole suite runs once on each (<c>RATTACHE_TEST_ENGINE=postgres</c>).</summary>
public static class Engine
{
    public static bool IsPostgres { get; } = Environment.GetEnvironmentVariable("RATTACHE_TEST_ENGINE") == "postgres";
}
