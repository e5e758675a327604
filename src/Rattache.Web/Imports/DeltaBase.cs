using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;

namespace Rattache.Web.Imports;

/// <summary>A delta names no base: it needs a full delivery of the same feed before it, and nothing newer.</summary>
internal static class DeltaBase
{
    /// <returns>Why the delta cannot be taken; null when it can, and for what is no delta.</returns>
    public static async Task<DeliveryRefusal?> JudgeAsync(RattacheDb db, Delivery delivery, CancellationToken cancellation)
    {
        if (delivery.Extent != DeliveryExtent.Delta)
        {
            return null;
        }

        if (delivery.Date is not { } date)
        {
            return new(DeliveryRefusal.DeltaUndated, delivery.Name);
        }

        var taken = db.ImportRuns.Where(r => r.Source == delivery.Feed && r.Academy == delivery.Academy && r.Outcome == ImportRun.Taken);
        if (!await taken.AnyAsync(r => r.IsWhole, cancellation))
        {
            return new(DeliveryRefusal.DeltaWithoutFull, delivery.Name);
        }

        var newest = await taken.MaxAsync(r => r.DeliveredOn, cancellation);
        return date < newest
            ? new(
                DeliveryRefusal.DeltaTooOld,
                delivery.Name,
                Detail: newest.Value.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)
            )
            : null;
    }
}
