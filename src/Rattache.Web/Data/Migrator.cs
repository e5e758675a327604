using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Rattache.Web.Data;

/// <summary>Brings the database to the newest schema. Of several processes at once one migrates, the others wait.</summary>
public static class Migrator
{
    // Any number of ours: it only has to be the same in every process.
    private const long AdvisoryLock = 0x52617474;

    /// <summary>Whether the database has all that this version needs; it may have more, of a later one.</summary>
    public static async Task<bool> IsDoneAsync(RattacheDb db, CancellationToken cancellation) =>
        !db.Database.GetMigrations().Except(await AppliedAsync(db, cancellation)).Any();

    public static async Task MigrateAsync(RattacheDb db, CancellationToken cancellation)
    {
        if (db.Database.IsSqlite())
        {
            // Looking writes nothing, so that a verb may run beside an import that holds the database.
            if (File.Exists(db.Database.GetDbConnection().DataSource) && await IsDoneAsync(db, cancellation))
            {
                return;
            }

            using var alone = await FileLock.TakeAsync(db.Database.GetDbConnection().DataSource + ".migrating", cancellation);
            await ForgetDeadMigrationAsync(db, cancellation);
            await db.Database.MigrateAsync(cancellation);
            await db.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", cancellation);
        }
        else
        {
            await PostgresMigrateAsync(db, cancellation);
        }
    }

    // EF's own answer builds a model of this one table first, in every process; that costs more than all else of a look (ADR 0003).
    private static async Task<List<string>> AppliedAsync(RattacheDb db, CancellationToken cancellation)
    {
        if (!await db.GetService<IHistoryRepository>().ExistsAsync(cancellation))
        {
            return [];
        }

        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = """select migration_id from "__EFMigrationsHistory" """;
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            List<string> applied = [];
            while (await reader.ReadAsync(cancellation))
            {
                applied.Add(reader.GetString(0));
            }

            return applied;
        }
        catch (PostgresException none) when (none.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return []; // of every database there its provider says that the table exists
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    // EF's own lock on SQLite is a row that a killed process leaves behind; holding the file lock, we know it is dead.
    private static Task<int> ForgetDeadMigrationAsync(RattacheDb db, CancellationToken cancellation) =>
        db.Database.ExecuteSqlRawAsync("""drop table if exists "__EFMigrationsLock" """, cancellation);

    private static async Task PostgresMigrateAsync(RattacheDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            await db.Database.ExecuteSqlAsync($"select pg_advisory_lock({AdvisoryLock})", cancellation);
            await db.Database.MigrateAsync(cancellation);
            await db.Database.ExecuteSqlAsync($"select pg_advisory_unlock({AdvisoryLock})", cancellation);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
