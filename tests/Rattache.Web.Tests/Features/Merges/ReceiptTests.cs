using Microsoft.EntityFrameworkCore;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>From where somebody gathered is theirs to know, and nobody's who gathers them afterwards (DESIGN §5).</summary>
public sealed class ReceiptTests : IAsyncLifetime
{
    private const string Home = "192.0.2.77";
    private readonly RattacheApp app = new();

    public ValueTask InitializeAsync() => app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task FromWhere_IsShownToWhoeverGathered_AndNotToWhomTheyAreGatheredByLater()
    {
        foreach (var login in new[] { "receipt.later", "receipt.first", "receipt.leaf" })
        {
            await app.People.RelativeAsync(login);
        }

        var key = await app.TakeKeyAsync("receipt.leaf");
        var first = app.VisitorFrom(Home);
        await first.SignInAsync("receipt.first");
        await first.PasteAsync(key);
        await first.ConfirmAsync();
        var receipt = await ReceiptAsync();
        (await first.OpenAsync(receipt)).Body!.TextContent.ShouldContain(Home);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = await app.GatherAsync("receipt.later", "receipt.first");
        var shown = (await later.OpenAsync(receipt)).Body!.TextContent;
        shown.ShouldContain("receipt.leaf");
        shown.ShouldNotContain(Home);
    }

    private async Task<string> ReceiptAsync()
    {
        await using var db = app.OpenDb();
        return $"/rattachements/{(await db.Merges.SingleAsync(TestContext.Current.CancellationToken)).Id}";
    }
}
