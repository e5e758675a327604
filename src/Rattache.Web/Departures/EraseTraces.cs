using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Features.SignIn.Reset;
using Rattache.Web.Imports;
using Rattache.Web.Outbox;
using Rattache.Web.Texts;

namespace Rattache.Web.Departures;

/// <summary>
/// Erases what has served its end, whoever's it is: browsers not seen for long, old letters, codes that ran out, what old reports of
/// imports say of single records. In batches.
/// </summary>
public sealed partial class EraseTraces(
    RattacheDb db,
    IOptions<RetentionSettings> retention,
    Text text,
    TimeProvider clock,
    ILogger<EraseTraces> logger
)
{
    internal const int Batch = 5_000;

    /// <summary>What would be erased now; changes nothing.</summary>
    public async Task<Traces> CountAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return new(
            await Devices(now).CountAsync(cancellation),
            await Mails(now).CountAsync(cancellation),
            await db.AddressProofs.CountAsync(p => p.ExpiresAt < now, cancellation)
                + await db.PasswordResets.CountAsync(r => r.ExpiresAt < now, cancellation),
            await db.WithDetails(now - retention.Value.ImportDetails).CountAsync(cancellation)
        );
    }

    public async Task<Traces> EraseAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await Mails(now).CountAsync(m => m.DeliveredAt == null, cancellation) is > 0 and var unsent)
        {
            Log.Unsent(logger, unsent);
        }

        return new(
            await InBatchesAsync(() => Devices(now).OrderBy(d => d.LastUsedAt).Take(Batch).ExecuteDeleteAsync(cancellation), cancellation),
            await InBatchesAsync(() => Mails(now).OrderBy(m => m.Id).Take(Batch).ExecuteDeleteAsync(cancellation), cancellation),
            await InBatchesAsync(
                () => db.AddressProofs.Where(p => p.ExpiresAt < now).OrderBy(p => p.ExpiresAt).Take(Batch).ExecuteDeleteAsync(cancellation),
                cancellation
            )
                + await InBatchesAsync(
                    () => db.PasswordResets.Where(r => r.ExpiresAt < now).OrderBy(r => r.ExpiresAt).Take(Batch).ExecuteDeleteAsync(cancellation),
                    cancellation
                ),
            await db.EraseDetailsAsync(text, now - retention.Value.ImportDetails, cancellation)
        );
    }

    private IQueryable<KnownDevice> Devices(DateTimeOffset now)
    {
        var upTo = now - retention.Value.Devices;
        return db.KnownDevices.Where(d => d.LastUsedAt < upTo);
    }

    private IQueryable<OutboxMessage> Mails(DateTimeOffset now)
    {
        var upTo = now - retention.Value.Mails;
        return db.Outbox.Where(m => (OutboxMessage.LetterTypes.Contains(m.Type) || m.Type == Asking.Type) && m.CreatedAt < upTo);
    }

    /// <summary>Each a transaction: nobody waits for all of it.</summary>
    private async Task<int> InBatchesAsync(Func<Task<int>> erase, CancellationToken cancellation)
    {
        var (erased, batch) = (0, 0);
        do
        {
            await using var transaction = await WriteTransaction.BeginAsync(db, cancellation);
            batch = await erase();
            await transaction.CommitAsync(cancellation);
            erased += batch;
        } while (batch == Batch);
        return erased;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Count} letters waited longer than Retention:Mails and are erased unsent: see Mail:Host.")]
        public static partial void Unsent(ILogger logger, int count);
    }
}

/// <param name="Devices">Browsers that accounts knew.</param>
/// <param name="Mails">Letters, sent or not.</param>
/// <param name="Codes">Changes of address and resets that nobody finished.</param>
/// <param name="Reports">Of imports, that tell of single records no more.</param>
public sealed record Traces(int Devices, int Mails, int Codes, int Reports);
