using Microsoft.EntityFrameworkCore;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Data;

public sealed class SqliteTurnTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>And not its provider, which sleeps for 150 ms between two looks.</summary>
    [Fact]
    public async Task Connection_ThatFindsTheWriterAtWork_LeavesTheWaitingToSqlite()
    {
        if (Engine.IsPostgres)
        {
            return; // many write at once
        }

        await using var db = app.OpenDb();

        (await db.Database.SqlQueryRaw<int>("select timeout as Value from pragma_busy_timeout").SingleAsync(Cancellation)).ShouldBe(250);
    }
}
