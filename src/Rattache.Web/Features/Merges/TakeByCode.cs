using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;

namespace Rattache.Web.Features.Merges;

/// <summary>
/// What a merge by first-time code does to the account beside absorbing it: the code on the sheet is used up, and the account has an
/// owner from now on, without a password of its own. A new code, which nobody has seen, lies ready for the sheet that the school
/// prints if the account is ever detached (ADR 0014).
/// </summary>
public sealed class TakeByCode(RattacheDb db, ActivationCodes codes)
{
    /// <summary>Inside the transaction of the merge, which holds the guard of the account and has judged the code under it.</summary>
    /// <exception cref="DbUpdateConcurrencyException">There is no code any more.</exception>
    public async Task TakeAsync(AccountFacts account, AccountId by, DateTimeOffset now, string? from, CancellationToken cancellation)
    {
        var id = account.Id;
        var fresh = codes.Seal(id, ActivationCodes.Make());
        var used = await db
            .ActivationCodes.Where(c => c.AccountId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.Sealed, fresh).SetProperty(c => c.MadeAt, now), cancellation);
        // The guards are locked, so that this cannot happen but for a flaw of ours; it is the last line that no code passes twice.
        if (used != 1)
        {
            throw new DbUpdateConcurrencyException("A first-time code was used by somebody else under our lock.");
        }

        if (!account.Activated)
        {
            db.Users.Add(Credentials.WithoutPassword(id, account.Login, now));
            // Where it was done from is the other side of the merge: whoever owns the account once it is detached does not see it.
            db.Record(now, AuditKinds.Activated, AuditKinds.Ok, by, id, by, from);
        }
    }
}
