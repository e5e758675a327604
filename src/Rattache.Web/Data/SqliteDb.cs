using Microsoft.EntityFrameworkCore;

namespace Rattache.Web.Data;

/// <summary>In a file beside the program: the default, for one machine.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : RattacheDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        // EF Core cannot compare DateTimeOffset on SQLite: stored as milliseconds since 1970 UTC.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
    }
}
