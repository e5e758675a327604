using Microsoft.EntityFrameworkCore;

namespace Rattache.Web.Data;

/// <summary>PostgreSQL, for production: any number of processes over one database.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : RattacheDb(options);
