using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Outbox;

namespace Rattache.Web.Features.SignIn.Reset;

/// <summary>Somebody says that they forgot a password. What they are answered does not tell whether the login exists.</summary>
public sealed class AskReset(RattacheDb db, Mails mails, OutboxSignal signal, DepartureDelays delays, TimeProvider clock)
{
    public const int MostAnHour = 5;

    public async Task AskAsync(string login, string? from, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        // Made and hashed before anybody is looked up: a login that does not exist takes as long.
        var forRoot = Draft.Make();
        var forOwn = Draft.Make();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        var target = await db.FindResetTargetAsync(login, delays.ClosedUpTo(now), cancellation);
        await db.LockGuardsAsync(target is null ? [] : [target.RootId], cancellation);
        var outcome = await OutcomeAsync(target, now, cancellation);
        if (outcome == AuditKinds.Ok)
        {
            await WriteAsync(target!, forRoot, forOwn, now, cancellation);
        }

        db.Record(now, AuditKinds.ResetAsked, outcome, actor: null, target?.RootId, address: from);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
    }

    private async Task<string> OutcomeAsync(ResetTarget? target, DateTimeOffset now, CancellationToken cancellation)
    {
        var root = target?.RootId;
        var hourAgo = now - TimeSpan.FromHours(1);
        var asked = await db.Audit.CountAsync(
            e => e.Subject == root && e.Kind == AuditKinds.ResetAsked && e.Outcome == AuditKinds.Ok && e.At > hourAgo,
            cancellation
        );
        return target switch
        {
            null => "reset.unknown",
            { Closed: true } => "reset.closed",
            { MayReset: false, MayDetach: false } => "reset.no-address",
            _ when asked >= MostAnHour => "reset.too-many",
            _ => AuditKinds.Ok,
        };
    }

    private async Task WriteAsync(ResetTarget target, Draft forRoot, Draft forOwn, DateTimeOffset now, CancellationToken cancellation)
    {
        await db.PasswordResets.Where(r => r.AccountId == target.RootId || r.AccountId == target.Id).ExecuteDeleteAsync(cancellation);
        var until = now + PasswordReset.Life;
        if (target.MayReset)
        {
            db.PasswordResets.Add(forRoot.For(target.RootId, until));
            mails.Enqueue(
                db,
                now,
                new(target.RootAddress!, target.RootLanguage),
                "reset-code",
                ResetCode.Show(forRoot.Code),
                target.RootLogin,
                until
            );
        }

        if (target.MayDetach)
        {
            db.PasswordResets.Add(forOwn.For(target.Id, until));
            mails.Enqueue(db, now, new(target.OwnAddress!, target.OwnLanguage), "detach-code", ResetCode.Show(forOwn.Code), target.Login, until);
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
