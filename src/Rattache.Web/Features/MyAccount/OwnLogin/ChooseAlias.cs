using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Features.MyAccount.OwnLogin;

/// <summary>A second login of the person's own choosing. Whatever was once chosen stays in the register and is nobody else's ever.</summary>
public sealed class ChooseAlias(RattacheDb db, Mails mails, OutboxSignal signal, TimeProvider clock)
{
    /// <summary>Refused ones included: names never come back, and asking is a way to learn who is called what.</summary>
    public const int MostADay = 20;

    public async Task<AliasChange> ChooseAsync(AccountId account, Alias alias, string? from, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var own = await db.Users.SingleAsync(c => c.Id == account, cancellation);
        if (own.Alias == alias.Value)
        {
            return AliasChange.Chosen;
        }

        var change =
            await TriedAsync(account, now, cancellation) >= MostADay ? AliasChange.TooMany
            : await IssueAsync(account, alias.Value, cancellation) ? AliasChange.Chosen
            : AliasChange.Taken;
        if (change == AliasChange.Chosen)
        {
            own.Alias = alias.Value;
            Tell(own, "alias-chosen", now, alias.Value);
        }

        db.Record(now, AuditKinds.AliasChosen, change.Outcome(), account, address: from);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
        return change;
    }

    /// <summary>The login that was made remains; to choose the same again is allowed, to nobody else.</summary>
    public async Task GiveUpAsync(AccountId account, string? from, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var own = await db.Users.SingleAsync(c => c.Id == account, cancellation);
        if (own.Alias is not { } alias)
        {
            return;
        }

        own.Alias = null;
        Tell(own, "alias-given-up", now, alias);
        db.Record(now, AuditKinds.AliasGivenUp, AuditKinds.Ok, account, address: from);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        signal.Wake();
    }

    private Task<int> TriedAsync(AccountId account, DateTimeOffset now, CancellationToken cancellation)
    {
        var since = now - TimeSpan.FromDays(1);
        return db.Audit.CountAsync(e => e.Actor == account && e.Kind == AuditKinds.AliasChosen && e.At > since, cancellation);
    }

    /// <summary>Of two who want a name at once, the register's key gives it to one.</summary>
    private async Task<bool> IssueAsync(AccountId account, string alias, CancellationToken cancellation) =>
        await db.IssuedLogins.AnyAsync(l => l.Login == alias && l.AccountId == account, cancellation)
        || !await db.Accounts.AnyAsync(a => a.Login == alias, cancellation)
            && await db.Database.ExecuteSqlAsync(
                $"insert into issued_logins (login, stem, number, account_id) values ({alias}, {alias}, 1, {account.Value}) on conflict do nothing",
                cancellation
            ) == 1;

    private void Tell(Credentials own, string letter, DateTimeOffset now, string alias)
    {
        own.ConcurrencyStamp = Guid.NewGuid().ToString();
        if (own.Mailbox(Clocks.Current) is { } address)
        {
            mails.Enqueue(db, now, address, letter, own.UserName, alias, now);
        }
    }
}

public enum AliasChange
{
    Chosen = 1,

    /// <summary>Somebody is called so, or was.</summary>
    Taken,

    TooMany,
}

internal static class AliasChanges
{
    public static string Outcome(this AliasChange change) =>
        change switch
        {
            AliasChange.Chosen => AuditKinds.Ok,
            AliasChange.Taken => "alias.taken",
            _ => "alias.too-many",
        };
}
