using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.MyAccount.Proofs;

/// <summary>How many codes leave within an hour: for an account, to a number, from one place; also after a restart, also all at once.</summary>
public sealed class CodeCountsTests(SmsSite site) : IClassFixture<SmsSite>
{
    private readonly RattacheApp app = site.App;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Account_FiveInAnHour_TheSixthWaits_WhateverTheNumbers()
    {
        var account = await app.People.RelativeAsync("counts.account");
        for (var i = 0; i < CodeCounts.MostForAccount; i++)
        {
            (await StartAsync(account, $"+3363998020{i}")).ShouldBe(ProofStart.Sent);
        }

        (await StartAsync(account, "+33639980209")).ShouldBe(ProofStart.TooMany);
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        (await StartAsync(account, "+33639980209")).ShouldBe(ProofStart.Sent);
    }

    [Fact]
    public async Task Number_TenInAnHour_NoMoreFromAnyAccount_AndAfterARestart()
    {
        for (var i = 0; i < CodeCounts.MostToContact; i++)
        {
            (await StartAsync(await app.People.RelativeAsync($"counts.number{i}"), "+33639980211")).ShouldBe(ProofStart.Sent);
        }

        await using var restarted = app.Another();
        var next = await app.People.RelativeAsync("counts.numbernext");
        (await StartAsync(next, "+33639980211", on: restarted)).ShouldBe(ProofStart.TooMany);
        (await StartAsync(next, "+33639980212", on: restarted)).ShouldBe(ProofStart.Sent);
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        (await StartAsync(next, "+33639980211")).ShouldBe(ProofStart.Sent);
        await using var db = app.OpenDb();
        (await db.SentCodes.CountAsync(Cancellation)).ShouldBe(1, "what counts no more is not kept");
    }

    [Fact]
    public async Task Place_SixtyInAnHour_StopsEverybodyThere_AndNobodyElsewhere()
    {
        for (var i = 0; i < CodeCounts.MostFromHere; i++)
        {
            (await StartAsync(await app.People.RelativeAsync($"counts.place{i}"), $"+336399803{i:00}", "192.0.2.7")).ShouldBe(ProofStart.Sent);
        }

        var next = await app.People.RelativeAsync("counts.placenext");
        (await StartAsync(next, "+33639980399", "192.0.2.7")).ShouldBe(ProofStart.TooMany);
        (await StartAsync(next, "+33639980399", "192.0.2.8")).ShouldBe(ProofStart.Sent);
    }

    [Fact]
    public async Task Number_AskedByManyAtOnce_GetsTenAllTheSame()
    {
        var accounts = new List<AccountId>();
        for (var i = 0; i < 20; i++)
        {
            accounts.Add(await app.People.RelativeAsync($"counts.race{i}"));
        }

        var starts = await Task.WhenAll(accounts.Select(a => Task.Run(() => StartAsync(a, "+33639980221"), Cancellation)));

        starts.Count(s => s == ProofStart.Sent).ShouldBe(CodeCounts.MostToContact);
    }

    private Task<ProofStart> StartAsync(AccountId account, string number, string? from = null, RattacheApp? on = null) =>
        (on ?? app).InScopeAsync(services =>
            services.GetRequiredService<ProveContact>().StartAsync(account, "counts", Contact.Sms(number), from, Cancellation)
        );
}
