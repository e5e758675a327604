using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Outbox;

namespace Rattache.Web.Departures;

/// <summary>
/// Everything that names these accounts or tells of them. What refers to an account goes with it, by the database's own cascades; what
/// only names one is written here. The audit's lines keep the bare id, and the register keeps the logins: each is named by nothing else.
/// </summary>
internal static class ErasureWrites
{
    public static async Task EraseAccountsAsync(this RattacheDb db, IReadOnlyCollection<AccountFacts> accounts, CancellationToken cancellation)
    {
        var ids = accounts.Select(a => a.Id).ToArray();
        await db.EraseLettersAsync([.. accounts.Select(a => new LetterOwner(a.Id, a.Login, null))], cancellation);
        await db.EraseEventsAsync(ids, cancellation);
        await db
            .AuditDetails.Where(d => db.Audit.Any(e => e.Id == d.EntryId && (ids.Contains(e.Actor!.Value) || ids.Contains(e.Subject!.Value))))
            .ExecuteDeleteAsync(cancellation);
        await db
            .IssuedLogins.Where(l => ids.Contains(l.AccountId!.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.AccountId, (AccountId?)null), cancellation);
        await db.ForgetChildrenAsync(ids, cancellation);
        await db.Accounts.Where(a => ids.Contains(a.Id)).ExecuteDeleteAsync(cancellation);
        // Of merges of others, which stay: made or cut by an administrator, or by who was their root then.
        await db
            .Merges.Where(m => ids.Contains(m.MergedBy))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.MergedBy, AccountId.Erased), cancellation);
        await db
            .Merges.Where(m => ids.Contains(m.UndoneBy!.Value))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.UndoneBy, AccountId.Erased), cancellation);
    }
}
