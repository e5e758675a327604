using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Data;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Errors;

/// <summary>Somebody writes for longer than a page waits, as an import does: on SQLite whoever else writes is told so; PostgreSQL does not mind.</summary>
public sealed class BusyTests : IAsyncLifetime
{
    private readonly Dictionary<string, string> settings = [];
    private readonly RattacheApp app;

    public BusyTests() => app = new(settings);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        if (!Engine.IsPostgres)
        {
            settings["ConnectionStrings:Rattache"] = $"{app.Database.ConnectionString};Default Timeout=1";
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AForm_WhileAnImportWrites_IsAskedForAgain_AndThenTaken(bool ofAnotherProcess)
    {
        await app.People.RelativeAsync("busy");
        var visitor = app.Visitor();
        await visitor.SignInAsync("busy");
        await visitor.OpenAsync("/mon-compte");

        if (ofAnotherProcess)
        {
            await using var db = app.OpenDb();
            await using var import = await db.Database.BeginTransactionAsync(Cancellation);
            await MakeAKeyAsync(visitor);
        }
        else
        {
            await app.InScopeAsync(async services =>
            {
                await using var import = await WriteTransaction.BeginAsync(services.GetRequiredService<RattacheDb>(), Cancellation);
                return await MakeAKeyAsync(visitor);
            });
        }

        await using var after = app.OpenDb();
        var keys = await after.MergeKeys.CountAsync(Cancellation);
        if (Engine.IsPostgres)
        {
            (visitor.Status, keys).ShouldBe((HttpStatusCode.OK, 1));
            return;
        }

        (visitor.Status, keys).ShouldBe((HttpStatusCode.ServiceUnavailable, 0));
        visitor.RetryAfter.ShouldBe(TimeSpan.FromMinutes(1));
        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("L’annuaire est en cours de mise à jour");
        visitor.Page.QuerySelector("main")!.TextContent.ShouldContain("envoyez de nouveau");
        await visitor.OpenAsync("/mon-compte");
        await MakeAKeyAsync(visitor);
        (await after.MergeKeys.CountAsync(Cancellation)).ShouldBe(1);
    }

    private static Task<AngleSharp.Html.Dom.IHtmlDocument> MakeAKeyAsync(Visitor visitor) => visitor.PressAsync("Générer une clé de fusion");
}
