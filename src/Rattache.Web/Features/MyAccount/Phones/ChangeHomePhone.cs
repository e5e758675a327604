using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Features.MyAccount.Phones;

/// <summary>Sets what the person chose beside the feed's number; nothing chosen brings the feed's back. No code: no message ever goes there.</summary>
public sealed class ChangeHomePhone(RattacheDb db, TimeProvider clock)
{
    public async Task ChangeAsync(AccountId account, string? e164, string? from, CancellationToken cancellation)
    {
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        var own = await db.Users.SingleAsync(c => c.Id == account, cancellation);
        if (e164 == own.HomePhone)
        {
            return;
        }

        own.HomePhone = e164;
        own.ConcurrencyStamp = Guid.NewGuid().ToString();
        db.Record(clock.GetUtcNow(), AuditKinds.PhoneChanged, AuditKinds.Ok, account, address: from);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
