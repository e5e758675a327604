using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.MyAccount;

/// <summary>Opens and closes the padlocks of <em>Mon profil</em>, by the names that its forms post.</summary>
public sealed class Padlocks(RattacheDb db, TimeProvider clock)
{
    private static readonly FrozenDictionary<string, Action<Credentials, bool>> All = new Dictionary<string, Action<Credentials, bool>>
    {
        ["email"] = (own, open) => own.ShowsEmail = open,
        ["phone"] = (own, open) => own.ShowsHomePhone = open,
        ["mobile"] = (own, open) => own.ShowsMobilePhone = open,
        ["birth-date"] = (own, open) => own.ShowsBirthDate = open,
    }.ToFrozenDictionary();

    /// <returns>False where there is no such padlock.</returns>
    public async Task<bool> TurnAsync(AccountId account, string? name, bool open, string? from, CancellationToken cancellation)
    {
        if (name is null || !All.TryGetValue(name, out var turn))
        {
            return false;
        }

        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var own = await db.Users.SingleAsync(c => c.Id == account, cancellation);
        turn(own, open);
        if (db.ChangeTracker.HasChanges())
        {
            own.ConcurrencyStamp = Guid.NewGuid().ToString();
            db.Record(clock.GetUtcNow(), AuditKinds.PadlockChanged, $"{AuditKinds.Ok}/{name}/{(open ? "open" : "closed")}", account, address: from);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }

        return true;
    }
}
