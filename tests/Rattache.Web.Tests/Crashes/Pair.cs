using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Web.Audit;
using Rattache.Web.Features.Merges;
using Rattache.Web.Outbox;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Crashes;

/// <summary>Two accounts with a verified address each, and what a crash may have left of them.</summary>
internal sealed record Pair(RattacheApp App, string Name, AccountId Kept, AccountId Absorbed, string Key)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public string KeptLogin => $"{Name}.kept";

    public string[] Addresses => [$"{Name}.kept@example.org", $"{Name}.absorbed@example.org"];

    public static async Task<Pair> WithAKeyAsync(RattacheApp app, string name)
    {
        var kept = await app.People.RelativeAsync($"{name}.kept", with: p => p.Email = $"{name}.kept@example.org");
        var absorbed = await app.People.RelativeAsync($"{name}.absorbed", with: p => p.Email = $"{name}.absorbed@example.org");
        return new(app, name, kept, absorbed, await app.KeyOfAsync($"{name}.absorbed"));
    }

    /// <summary>Merged by the suite's own application, which sends no mail; what it wrote of mails is cleared away.</summary>
    public static async Task<Pair> MergedAsync(RattacheApp app, string name)
    {
        var pair = await WithAKeyAsync(app, name);
        await pair.MergeAsync();
        await using var db = app.OpenDb();
        await db.Outbox.Where(m => m.Type == Mail.Type && m.DeliveredAt == null).ExecuteDeleteAsync(Cancellation);
        return pair;
    }

    public async Task MergeAsync() =>
        await App.InScopeAsync(async services =>
        {
            var merges = services.GetRequiredService<MergeAccounts>();
            var pasted = new PastedKeys(Kept, MergeCode.FindAll(Key), KeepsOther: false, Address: null);
            var plan = (await merges.PreviewAsync(pasted, Cancellation)).ShouldBeOfType<MergePlan.Ready>();
            return (await merges.ConfirmAsync(pasted, plan.Digest(), Cancellation)).ShouldBeOfType<MergeOutcome.Merged>();
        });

    /// <returns>Whether the merge is there; all of it or nothing of it is.</returns>
    public async Task<bool> IsWhollyMergedOrNotAsync(string stampBefore)
    {
        await using var db = App.OpenDb();
        var merged = await db.Merges.AnyAsync(m => m.AbsorbedId == Absorbed && m.KeptId == Kept && m.UndoneAt == null, Cancellation);
        (await db.Guards.Where(g => g.AccountId == Absorbed).Select(g => g.RootId).SingleAsync(Cancellation)).ShouldBe(merged ? Kept : Absorbed);
        (await db.Guards.Where(g => g.AccountId == Kept).Select(g => g.RootId).SingleAsync(Cancellation)).ShouldBe(Kept);
        var key = await db.MergeKeys.SingleAsync(k => k.AccountId == Absorbed, Cancellation);
        (key.UsedAt is not null).ShouldBe(merged);
        key.RevokedAt.ShouldBeNull();
        (await StampAsync() == stampBefore).ShouldBe(!merged);
        (await AnnouncedAsync("accounts.merged")).ShouldBe(merged);
        (await AuditedAsync(AuditKinds.Merged)).ShouldBe(merged);
        return merged;
    }

    /// <returns>Whether the merge is taken back; all of it or nothing of it is.</returns>
    public async Task<bool> IsWhollyUndoneOrNotAsync(string stampBefore)
    {
        await using var db = App.OpenDb();
        var merge = await db.Merges.SingleAsync(m => m.AbsorbedId == Absorbed, Cancellation);
        var undone = merge.UndoneAt is not null;
        (merge.UndoneBy == Kept).ShouldBe(undone);
        (await db.Guards.Where(g => g.AccountId == Absorbed).Select(g => g.RootId).SingleAsync(Cancellation)).ShouldBe(undone ? Absorbed : Kept);
        (await StampAsync() == stampBefore).ShouldBe(!undone);
        (await AnnouncedAsync("merge.undone")).ShouldBe(undone);
        (await AuditedAsync(AuditKinds.Undone)).ShouldBe(undone);
        return undone;
    }

    public async Task<MergeId> MergeIdAsync()
    {
        await using var db = App.OpenDb();
        return await db.Merges.Where(m => m.AbsorbedId == Absorbed).Select(m => m.Id).SingleAsync(Cancellation);
    }

    public async Task<string> StampAsync()
    {
        await using var db = App.OpenDb();
        return (await db.Users.Where(c => c.Id == Absorbed).Select(c => c.SecurityStamp).SingleAsync(Cancellation))!;
    }

    private async Task<bool> AnnouncedAsync(string type)
    {
        await using var db = App.OpenDb();
        var absorbed = Absorbed.ToString();
        return await db.Outbox.AnyAsync(m => m.Type == type && m.Payload.Contains(absorbed), Cancellation);
    }

    private async Task<bool> AuditedAsync(string kind)
    {
        await using var db = App.OpenDb();
        return await db.Audit.AnyAsync(e => e.Kind == kind && e.Outcome == AuditKinds.Ok && e.Other == Absorbed, Cancellation);
    }
}
