using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Imports;

/// <summary>What is kept of each delivery, taken or refused.</summary>
internal static class ImportRecords
{
    /// <summary>One that is taken is recorded in its own transaction.</summary>
    /// <param name="delivery">Null where none was found in what was given.</param>
    /// <param name="writtenAt">When the newest of its files was written, where that is known.</param>
    public static async Task RecordAsync(
        this RattacheDb db,
        Delivery? delivery,
        ImportDocument document,
        DateTimeOffset? writtenAt,
        CancellationToken cancellation
    )
    {
        db.ImportRuns.Add(
            new()
            {
                Id = document.Id!.Value,
                Source = document.Feed,
                Academy = document.Academy,
                Fingerprint = delivery is null ? null : await DeliveryFingerprint.OfAsync(delivery, cancellation),
                DeliveredOn = document.Date,
                Extent = document.Extent,
                IsWhole = document.Whole,
                WrittenAt = writtenAt,
                StartedAt = document.StartedAt,
                FinishedAt = document.FinishedAt,
                Outcome = document.Outcome,
                Rejected = document.Rejections,
                Report = ImportJson.Write(document),
            }
        );
        db.Record(document.FinishedAt, AuditKinds.Imported, document.Outcome, actor: null);
        await db.SaveChangesAsync(cancellation);
    }
}
