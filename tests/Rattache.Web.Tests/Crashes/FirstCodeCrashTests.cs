using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Activation;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Crashes;

/// <summary>The real program is killed while it merges by first-time code: then the code is used, the account taken and absorbed; or nothing of it.</summary>
public sealed class FirstCodeCrashTests : IAsyncLifetime
{
    private readonly SmtpServer post = new();
    private readonly RattacheApp app = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await app.InitializeAsync();
        app.Clock.SetUtcNow(DateTimeOffset.UtcNow); // the victim's clock is the machine's
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await post.DisposeAsync();
    }

    [Fact]
    public async Task KilledAtAnyStep_LeavesTheMergeWholeOrTheSheetGood()
    {
        var steps = await CountAsync();
        steps.ShouldBeGreaterThanOrEqualTo(10);
        var random = new Random(Seed.Value);
        var kills = Rounds.Full ? Enumerable.Range(1, steps) : Enumerable.Range(0, 3).Select(_ => random.Next(steps) + 1);
        foreach (var (number, step) in kills.Index())
        {
            var name = $"code.crash{number}";
            await app.People.RelativeAsync($"{name}.kept");
            var (other, code) = await app.NotActivatedAsync($"{name}.other");
            await using (var victim = await Victim.StartAsync(app.Database.ConnectionString, post.Port, KillSwitch.At, $"{Steps.Confirm}:{step}"))
            {
                await ActAsync(victim, name, code);
                await victim.DeadAsync(Cancellation);
            }

            if (!await IsWholeOrNotAsync(other, code))
            {
                await app.GatherByCodeAsync($"{name}.kept", $"{name}.other", code);
                (await IsWholeOrNotAsync(other, code)).ShouldBeTrue($"killed at {step}; {Seed.Said}");
            }
        }

        await app.ShouldBeSoundAsync();
    }

    private async Task ActAsync(Victim victim, string name, string code)
    {
        var visitor = await app.SignedInAsync($"{name}.kept");
        await visitor.ProveAsync($"{name}.other", code);
        await Victim.LastAsync(() => victim.TakeOver(visitor).ConfirmAsync());
    }

    private async Task<int> CountAsync()
    {
        var file = Path.GetTempFileName();
        await app.People.RelativeAsync("code.count.kept");
        var (other, code) = await app.NotActivatedAsync("code.count.other");
        await using (var victim = await Victim.StartAsync(app.Database.ConnectionString, post.Port, KillSwitch.Count, file))
        {
            await ActAsync(victim, "code.count", code);
        }

        (await IsWholeOrNotAsync(other, code)).ShouldBeTrue();
        var steps = await File.ReadAllLinesAsync(file, Cancellation);
        File.Delete(file);
        return steps.Count(s => s == Steps.Confirm);
    }

    private async Task<bool> IsWholeOrNotAsync(AccountId other, string code)
    {
        await using var db = app.OpenDb();
        var merge = await db.Merges.SingleOrDefaultAsync(m => m.AbsorbedId == other && m.UndoneAt == null, Cancellation);
        var taken = await db.Users.SingleOrDefaultAsync(c => c.Id == other, Cancellation);
        var lying = await db.ActivationCodes.SingleAsync(c => c.AccountId == other, Cancellation);
        (taken is not null).ShouldBe(merge is not null);
        (app.Services.GetRequiredService<ActivationCodes>().Open(lying) != code).ShouldBe(merge is not null, "the sheet is good, or another code is");
        merge?.Proof.ShouldBe(MergeProof.FirstCode);
        return merge is not null;
    }
}
