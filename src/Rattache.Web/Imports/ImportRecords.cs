using System.Text.Json;
using Rattache.Web.Audit;
using Rattache.Web.Data;

namespace Rattache.Web.Imports;

/// <summary>What is kept of each delivery, taken or refused.</summary>
internal static class ImportRecords
{
    /// <summary>In the delivery's own transaction.</summary>
    public static async Task RecordImportAsync(
        this RattacheDb db,
        Delivery delivery,
        ImportReport report,
        DateTimeOffset started,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        db.ImportRuns.Add(
            new()
            {
                Id = Guid.CreateVersion7(now),
                Source = delivery.Feed,
                Academy = delivery.Academy,
                Fingerprint = await DeliveryFingerprint.OfAsync(delivery, cancellation),
                DeliveredOn = delivery.Date,
                Extent = delivery.Extent,
                IsWhole = delivery.IsWhole,
                StartedAt = started,
                FinishedAt = now,
                Outcome = ImportRun.Taken,
                Rejected = report.Issues.Rejections,
                Report = JsonSerializer.Serialize(report.Counts),
            }
        );
        db.Record(now, AuditKinds.Imported, AuditKinds.Ok, actor: null);
        await db.SaveChangesAsync(cancellation);
    }

    public static async Task RecordRefusalAsync(
        this RattacheDb db,
        Delivery? delivery,
        DeliveryRefusal refusal,
        DateTimeOffset started,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        db.ImportRuns.Add(
            new()
            {
                Id = Guid.CreateVersion7(now),
                Source = delivery?.Feed,
                Academy = delivery?.Academy ?? "",
                Fingerprint = delivery is null ? null : await DeliveryFingerprint.OfAsync(delivery, cancellation),
                DeliveredOn = delivery?.Date,
                Extent = delivery?.Extent,
                StartedAt = started,
                FinishedAt = now,
                Outcome = refusal.Code,
                Report = JsonSerializer.Serialize(refusal),
            }
        );
        db.Record(now, AuditKinds.Imported, refusal.Code, actor: null);
        await db.SaveChangesAsync(cancellation);
    }
}
