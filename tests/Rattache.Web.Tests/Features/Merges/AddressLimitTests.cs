using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Merging;
using Rattache.Web.Audit;
using Rattache.Web.Features.Merges;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

/// <summary>Sixty failed pastes an hour from one address, and whose address it is.</summary>
public sealed class AddressLimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SixtyFailedPastesFromOneAddress_StopEveryAccountThere_AndNobodyElsewhere()
    {
        await using var app = new RattacheApp();
        await app.InitializeAsync();
        for (var i = 0; i < 6; i++)
        {
            var account = await app.People.RelativeAsync($"address.many{i}");
            for (var paste = 0; paste < 10; paste++)
            {
                (await PasteAsync(app, account, "192.0.2.7")).ShouldBe(MergeRefusal.KeyInvalid);
            }
        }

        var next = await app.People.RelativeAsync("address.next");
        (await PasteAsync(app, next, "192.0.2.7")).ShouldBe(MergeRefusal.TooManyTries);
        (await PasteAsync(app, next, "192.0.2.8")).ShouldBe(MergeRefusal.KeyInvalid);
        app.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));
        (await PasteAsync(app, next, "192.0.2.7")).ShouldBe(MergeRefusal.KeyInvalid);
    }

    [Theory]
    [InlineData(null, "198.51.100.1")]
    [InlineData("203.0.113.0/24", "198.51.100.1")]
    [InlineData("198.51.100.1", "192.0.2.66")]
    [InlineData("198.51.100.0/24", "192.0.2.66")]
    public async Task ForwardedFor_CountsOnlyFromAProxyThatIsTrusted(string? trusted, string counted)
    {
        var settings = new Dictionary<string, string>();
        if (trusted is not null)
        {
            settings["TrustedProxies:0"] = trusted;
        }

        await using var app = new RattacheApp(settings);
        await app.InitializeAsync();
        await app.People.RelativeAsync("behind.proxy");
        var visitor = app.VisitorFrom("198.51.100.1");
        visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.66");

        await visitor.SignInAsync("behind.proxy");

        await using var db = app.OpenDb();
        var line = await db.Audit.SingleAsync(e => e.Kind == AuditKinds.SignedIn, Cancellation);
        (await db.AuditDetails.SingleAsync(d => d.EntryId == line.Id, Cancellation)).Address.ShouldBe(counted);
    }

    private static Task<MergeRefusal?> PasteAsync(RattacheApp app, Core.Accounts.AccountId account, string address) =>
        app.InScopeAsync(async services =>
        {
            var pasted = new PastedKeys(account, MergeCode.FindAll(Guid.NewGuid().ToString()), KeepsOther: false, address);
            return (await services.GetRequiredService<MergeAccounts>().PreviewAsync(pasted, Cancellation) as MergePlan.Refused)?.Reason;
        });
}
