using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Notifications;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Notifications;

namespace Rattache.Web.Features.Merges;

/// <summary>Makes and revokes the key of an account: one lives at a time, and a new one ends the old.</summary>
public sealed class MakeKey(RattacheDb db, MergeLimits limits, IOptions<MergingSettings> settings, TimeProvider clock)
{
    /// <param name="account">Whose key it is.</param>
    /// <param name="session">Which of its sessions asks. One that was ended while it asked gets nothing: a new password revokes the keys of before.</param>
    /// <param name="address">From where.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<KeyOutcome> MakeAsync(AccountId account, Guid session, string? address, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var code = MergeCode.From(RandomNumberGenerator.GetBytes(16));
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await db.LockGuardsAsync([account], cancellation);
        if (!await db.Sessions.AnyAsync(s => s.Id == session && s.AccountId == account, cancellation))
        {
            return new KeyOutcome.SignedOut();
        }

        var allowed = await limits.MayMakeKeyAsync(account, cancellation);
        if (allowed)
        {
            await RevokeLiveAsync(account, now, cancellation);
            db.MergeKeys.Add(new(Guid.CreateVersion7(now), account, code, now, settings.Value.KeyLife));
            await db.NoticeAsync(NoticeEvent.KeyMade, [account], now, cancellation);
        }

        db.Record(now, AuditKinds.KeyMade, allowed ? AuditKinds.Ok : "key.too-many", account, address: address);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return allowed ? new KeyOutcome.Made(code) : new KeyOutcome.TooMany();
    }

    public async Task RevokeAsync(AccountId account, string? address, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
        await RevokeLiveAsync(account, now, cancellation);
        db.Record(now, AuditKinds.KeyRevoked, AuditKinds.Ok, account, address: address);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private Task<int> RevokeLiveAsync(AccountId account, DateTimeOffset now, CancellationToken cancellation) =>
        db
            .MergeKeys.Where(k => k.AccountId == account && k.UsedAt == null && k.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.RevokedAt, now), cancellation);
}
