using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.MyAccount.Proofs;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>
/// Somebody said that they forgot a password, and named a login, an address or a number. Codes go to what the accounts meant verified;
/// where there are none, only the audit learns of it.
/// </summary>
public sealed class AnswerReset(
    RattacheDb db,
    ResetMessages messages,
    SmsMessages sms,
    ILookupNormalizer normalizer,
    OutboxSignal signal,
    DepartureDelays delays,
    TimeProvider clock
)
{
    public async Task AnswerAsync(Asking asking, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var asked = AskedFor.Of(asking.Typed);
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var found = await db.FindResetTargetsAsync(asked, normalizer, delays.ClosedUpTo(now), cancellation);
        await db.LockGuardsAsync(found.Select(t => t.RootId), cancellation);
        var wanted = ResetPlan.Of(asked, found, sms.CanReach);
        var counts = await db.CountCodesAsync(
            AuditKinds.ResetAsked,
            [.. found.Select(t => t.RootId).Distinct()],
            [.. wanted.Contacts],
            asking.From,
            now,
            cancellation
        );
        var plan = wanted.Within(counts.MaySend);
        await WriteAsync(plan, now, cancellation);
        // What was asked by counts whether anybody has it or not.
        foreach (var contact in plan.Contacts.Union(asked is AskedFor.At at ? [at.Contact] : []))
        {
            db.NoteSent(contact, now);
        }

        var outcome = ResetRefusal.Of(found, nothingToSend: wanted.IsEmpty, nothingLeft: plan.IsEmpty);
        foreach (var subject in (plan.IsEmpty ? found.Select(t => t.RootId) : plan.Roots).Select(id => (AccountId?)id).DefaultIfEmpty().Distinct())
        {
            db.Record(now, AuditKinds.ResetAsked, outcome, actor: null, subject, address: asking.From);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
    }

    private async Task WriteAsync(ResetPlan plan, DateTimeOffset now, CancellationToken cancellation)
    {
        var accounts = plan.Targets.SelectMany(t => new[] { t.RootId, t.Id }).Distinct().ToArray();
        await db.PasswordResets.Where(r => accounts.Contains(r.AccountId)).ExecuteDeleteAsync(cancellation);
        var until = now + PasswordReset.Life;
        if (plan.Reset is { } reset)
        {
            var forRoots = Draft.Make();
            db.PasswordResets.AddRange(reset.Targets.Select(t => forRoots.For(t.RootId, until)));
            messages.Reset(db, reset, forRoots.Code, until, now);
        }

        if (plan.Detach is { } detach)
        {
            var forOwn = Draft.Make();
            db.PasswordResets.AddRange(detach.Targets.Select(t => forOwn.For(t.Id, until)));
            messages.Detach(db, detach, forOwn.Code, until, now);
        }
    }

    private sealed record Draft(string Code, byte[] Hash, byte[] Salt)
    {
        public static Draft Make()
        {
            var code = ResetCode.Make();
            var (hash, salt) = SaltedCode.Of(code);
            return new(code, hash, salt);
        }

        public PasswordReset For(AccountId account, DateTimeOffset until) =>
            new()
            {
                AccountId = account,
                CodeHash = Hash,
                Salt = Salt,
                ExpiresAt = until,
            };
    }
}
