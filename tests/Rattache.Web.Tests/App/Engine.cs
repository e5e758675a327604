namespace Rattache.Web.Tests.App;

/// <summary>The engine that the suite runs on now: once on each that <c>RATTACHE_TEST_ENGINE</c> names (sqlite, postgres or both).</summary>
public static class Engine
{
    private const string Sqlite = "sqlite";
    private const string Postgres = "postgres";

    public static IReadOnlyList<string> Asked { get; } =
        Environment.GetEnvironmentVariable("RATTACHE_TEST_ENGINE") switch
        {
            null or "" or Sqlite => [Sqlite],
            Postgres => [Postgres],
            "both" => [Sqlite, Postgres],
            var other => throw new InvalidOperationException($"RATTACHE_TEST_ENGINE is {other}: sqlite, postgres or both."),
        };

    public static bool IsPostgres { get; private set; }

    public static void Begin(string engine) => IsPostgres = engine == Postgres;
}
