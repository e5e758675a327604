using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Data;

public sealed class MigratorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_ManyAtOnce_OneMigratesTheOthersWait()
    {
        using var database = await TestDatabase.MakeEmptyAsync();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => MigrateAsync(database)));

        await using var db = database.Open();
        (await db.Database.GetPendingMigrationsAsync(Cancellation)).ShouldBeEmpty();
        (await db.Accounts.CountAsync(Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Migrations_DescribeTheModel()
    {
        using var database = await TestDatabase.MakeAsync();
        await using var db = database.Open();
        db.Database.HasPendingModelChanges().ShouldBeFalse("run tools/add-migration");
    }

    [Fact]
    public async Task SqliteFileAndFolder_AreTheirOwnersAlone()
    {
        using var database = await TestDatabase.MakeEmptyAsync();
        await MigrateAsync(database);
        if (Engine.IsPostgres)
        {
            return; // the server keeps its own files
        }

        await using var db = database.Open();
        var file = db.Database.GetDbConnection().DataSource;
        foreach (var path in Directory.GetFiles(Path.GetDirectoryName(file)!, "rattache.db*"))
        {
            (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)).ShouldBe(UnixFileMode.None, path);
        }

        File.GetUnixFileMode(Path.GetDirectoryName(file)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task MigrateAsync(TestDatabase database)
    {
        await using var db = database.Open();
        await Migrator.MigrateAsync(db, Cancellation);
    }
}
