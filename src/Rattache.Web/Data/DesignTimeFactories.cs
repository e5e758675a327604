using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Rattache.Web.Data;

// One for each engine: a single context would see both sets of migrations.

internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) =>
        new((DbContextOptions<SqliteDb>)Database.Configure(new DbContextOptionsBuilder<SqliteDb>(), "Data Source=:memory:").Options);
}

internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) =>
        new((DbContextOptions<PostgresDb>)Database.Configure(new DbContextOptionsBuilder<PostgresDb>(), "Host=localhost;Database=rattache").Options);
}
