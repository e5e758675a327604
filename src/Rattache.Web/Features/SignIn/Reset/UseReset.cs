using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>Somebody types a code that was sent: each try is counted before it is looked at, and the code serves once.</summary>
public sealed class UseReset(RattacheDb db, UserManager<Credentials> users, ILookupNormalizer normalizer, DepartureDelays delays, TimeProvider clock)
{
    /// <param name="asked">What was typed when the code was asked for.</param>
    public async Task<ResetOutcome> TryAsync(string asked, string typed, string? from, CancellationToken cancellation)
    {
        var name = AskedFor.Of(asked);
        var found = await db.FindResetTargetsAsync(name, normalizer, delays.ClosedUpTo(clock.GetUtcNow()), cancellation);
        var plan = ResetPlan.Of(name, found, usable: _ => true);
        var roots = (plan.Reset?.Targets ?? []).Select(t => t.RootId).ToList();
        var own = (plan.Detach?.Targets ?? []).Select(t => t.Id).ToList();
        var candidates = await ClaimTryAsync([.. roots, .. own], cancellation);
        var code = ResetCode.Read(typed);
        // Always two comparisons, whoever was found.
        var (ofRoots, ofOwn) = (Match(code, candidates, roots), Match(code, candidates, own));
        var matched = ofRoots ?? ofOwn;
        var outcome = matched is null ? new ResetOutcome.Refused() : await OpenAsync(matched, plan, cancellation);
        if (outcome is ResetOutcome.Refused)
        {
            foreach (var subject in found.Select(t => (AccountId?)t.RootId).DefaultIfEmpty().Distinct())
            {
                db.Record(clock.GetUtcNow(), AuditKinds.PasswordReset, "reset.code-refused", actor: null, subject, address: from);
            }

            await db.SaveChangesAsync(cancellation);
        }

        return outcome;
    }

    private async Task<List<PasswordReset>> ClaimTryAsync(AccountId[] accounts, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var live = db.PasswordResets.Where(r => accounts.Contains(r.AccountId) && r.Tries < PasswordReset.MostTries && r.ExpiresAt > now);
        // Read first: a try counted up to the limit is the last one that may still match.
        var candidates = await live.AsNoTracking().ToListAsync(cancellation);
        return await live.ExecuteUpdateAsync(set => set.SetProperty(r => r.Tries, r => r.Tries + 1), cancellation) > 0 ? candidates : [];
    }

    /// <summary>The accounts of one code share its hash; of several codes, the last that was sent is the one to type.</summary>
    private static PasswordReset? Match(string code, List<PasswordReset> candidates, List<AccountId> accounts)
    {
        var last = candidates.Where(r => accounts.Contains(r.AccountId)).MaxBy(r => r.ExpiresAt);
        return SaltedCode.Matches(code, last?.CodeHash, last?.Salt) ? last : null;
    }

    private async Task<ResetOutcome> OpenAsync(PasswordReset matched, ResetPlan plan, CancellationToken cancellation)
    {
        // Under the guards to the end: what is opened is the account as it was when its code was still good.
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync(plan.Roots, cancellation);
        var accounts = await ConsumeAsync(matched.CodeHash, cancellation);
        var roots = (plan.Reset?.Targets ?? []).Select(t => t.RootId).ToArray();
        var doors = new List<ResetOutcome.Door>();
        foreach (var own in await db.Users.Where(c => accounts.Contains(c.Id) && roots.Contains(c.Id)).ToListAsync(cancellation))
        {
            doors.Add(new ResetOutcome.Choose(own.Id, own.UserName!, await users.GeneratePasswordResetTokenAsync(own), own.ConcurrencyStamp));
        }

        var absorbed = (plan.Detach?.Targets ?? []).Where(t => accounts.Contains(t.Id)).ToDictionary(t => t.Id);
        var ids = absorbed.Keys.ToArray();
        var merges = await db.Merges.Where(m => ids.Contains(m.AbsorbedId) && m.UndoneAt == null).ToListAsync(cancellation);
        doors.AddRange(
            merges.Select(m => new ResetOutcome.Detach(
                new(m.AbsorbedId, absorbed[m.AbsorbedId].Login, absorbed[m.AbsorbedId].RootLogin, m.Id, m.MergedAt)
            ))
        );
        await transaction.CommitAsync(cancellation);
        return doors.Count switch
        {
            0 => new ResetOutcome.Refused(),
            1 => doors[0],
            _ => new ResetOutcome.Several([.. doors.OrderBy(d => d.Login, StringComparer.Ordinal)]),
        };
    }

    /// <summary>Those whom the code still opens, each for the last time: none where somebody else was first.</summary>
    private async Task<List<AccountId>> ConsumeAsync(byte[] hash, CancellationToken cancellation)
    {
        var still = db.PasswordResets.Where(r => r.CodeHash == hash);
        var accounts = await still.Select(r => r.AccountId).ToListAsync(cancellation);
        await still.ExecuteDeleteAsync(cancellation);
        return accounts;
    }
}
