using System.Net;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests;

public sealed class HostingTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ready_IsTheProgramWhoseDatabaseHasItsSchema()
    {
        (await ReadyAsync()).ShouldBe(HttpStatusCode.OK);
        await using var db = app.OpenDb();
        await db.Database.ExecuteSqlAsync($"""update "__EFMigrationsHistory" set migration_id = 'lost ' || migration_id """, Cancellation);

        (await ReadyAsync()).ShouldBe(HttpStatusCode.ServiceUnavailable);

        // The next test may be lent this database.
        await db.Database.ExecuteSqlAsync($"""update "__EFMigrationsHistory" set migration_id = replace(migration_id, 'lost ', '') """, Cancellation);
        (await ReadyAsync()).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> ReadyAsync()
    {
        using var answer = await app.Visitor().Client.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancellation);
        return answer.StatusCode;
    }
}
