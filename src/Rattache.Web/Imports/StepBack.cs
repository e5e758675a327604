using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Imports;

/// <summary>
/// To go back is an operator's right. What a folder gives by itself, such as a delivery that could not be moved until its rights were
/// mended, does not undo what was taken of its feed meanwhile.
/// </summary>
internal static class StepBack
{
    /// <param name="writtenAt">When the newest of its files was written; null of what an operator gave.</param>
    /// <returns>Why it is not taken; null when it is, and for a delta, which <see cref="DeltaBase"/> judges.</returns>
    public static async Task<DeliveryRefusal?> JudgeAsync(RattacheDb db, Delivery delivery, DateTimeOffset? writtenAt, CancellationToken cancellation)
    {
        if (writtenAt is not { } written || delivery.Extent == DeliveryExtent.Delta)
        {
            return null;
        }

        var taken = db.ImportRuns.Where(r => r.Source == delivery.Feed && r.Academy == delivery.Academy && r.Outcome == ImportRun.Taken);
        if (delivery.Date is { } date)
        {
            // Of one date all are taken, whenever their files were written: a feed delivered by parts comes in any order.
            var newest = await taken.MaxAsync(r => r.DeliveredOn, cancellation);
            return date < newest ? Refusal(DeliveryRefusal.FullTooOld, $"{newest:dd/MM/yyyy}") : null;
        }

        // CSV files carry no date, and those of one feed are of one school. Their times compare among deliveries of the folder alone: what
        // was given by hand may have been copied at any time.
        var last = await taken.MaxAsync(r => r.WrittenAt, cancellation);
        return written < last
            ? Refusal(DeliveryRefusal.FilesTooOld, $"{TimeZoneInfo.ConvertTime(last.Value, Clocks.Schools):dd/MM/yyyy HH:mm}")
            : null;

        DeliveryRefusal Refusal(string code, FormattableString newest) =>
            new(code, delivery.Name, Detail: newest.ToString(CultureInfo.InvariantCulture));
    }
}
