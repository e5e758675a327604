using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>Somebody types a code that was mailed: each try is counted before it is looked at, and the code serves once.</summary>
public sealed class UseReset(RattacheDb db, UserManager<Credentials> users, DepartureDelays delays, TimeProvider clock)
{
    public async Task<ResetOutcome> TryAsync(string login, string typed, string? from, CancellationToken cancellation)
    {
        var target = await db.FindResetTargetAsync(login, delays.ClosedUpTo(clock.GetUtcNow()), cancellation);
        var candidates = await ClaimTryAsync(target, cancellation);
        var code = ResetCode.Read(typed);
        var matched =
            await ConsumeAsync(candidates, target?.RootId, code, cancellation) ?? await ConsumeAsync(candidates, target?.Id, code, cancellation);
        ResetOutcome outcome =
            matched is null ? new ResetOutcome.Refused()
            : matched == target!.RootId ? await ChooseAsync(matched.Value, cancellation)
            : await DetachAsync(target, cancellation);
        if (outcome is ResetOutcome.Refused)
        {
            db.Record(clock.GetUtcNow(), AuditKinds.PasswordReset, "reset.code-refused", actor: null, target?.RootId, address: from);
            await db.SaveChangesAsync(cancellation);
        }

        return outcome;
    }

    private async Task<List<PasswordReset>> ClaimTryAsync(ResetTarget? target, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        AccountId[] accounts = target is { IsShut: false } ? [target.RootId, target.Id] : [];
        var live = db.PasswordResets.Where(r => accounts.Contains(r.AccountId) && r.Tries < PasswordReset.MostTries && r.ExpiresAt > now);
        // Read first: a try counted up to the limit is the last one that may still match.
        var candidates = await live.AsNoTracking().ToListAsync(cancellation);
        return await live.ExecuteUpdateAsync(set => set.SetProperty(r => r.Tries, r => r.Tries + 1), cancellation) > 0 ? candidates : [];
    }

    private async Task<AccountId?> ConsumeAsync(List<PasswordReset> candidates, AccountId? account, string code, CancellationToken cancellation)
    {
        var reset = candidates.Find(r => r.AccountId == account);
        if (!SaltedCode.Matches(code, reset?.CodeHash, reset?.Salt))
        {
            return null;
        }

        var hash = reset!.CodeHash;
        return await db.PasswordResets.Where(r => r.AccountId == account && r.CodeHash == hash).ExecuteDeleteAsync(cancellation) == 1
            ? account
            : null;
    }

    private async Task<ResetOutcome> ChooseAsync(AccountId account, CancellationToken cancellation)
    {
        var own = await db.Users.SingleAsync(c => c.Id == account, cancellation);
        return new ResetOutcome.Choose(account, await users.GeneratePasswordResetTokenAsync(own));
    }

    private async Task<ResetOutcome> DetachAsync(ResetTarget target, CancellationToken cancellation) =>
        await db.Merges.SingleOrDefaultAsync(m => m.AbsorbedId == target.Id && m.UndoneAt == null, cancellation) is { } merge
            ? new ResetOutcome.Detach(new(target.Id, target.Login, target.RootLogin, merge.Id, merge.MergedAt))
            : new ResetOutcome.Refused();
}
