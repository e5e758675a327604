using Rattache.Core.Imports;
using Rattache.Core.Imports.Aaf;

namespace Rattache.Web.Imports.Aaf;

/// <summary>A full AAF or AAF1D delivery, or a delta of one.</summary>
internal sealed class AafDelivery : IDeliveryReader
{
    public async Task<DeliveryRefusal?> StageAsync(Delivery delivery, StagedDelivery into, CancellationToken cancellation)
    {
        var entries = new AafEntries(delivery.Feed);
        for (var i = 0; i < delivery.Files.Length; i++)
        {
            using var reader = new AafReader(delivery.Files[i].Path, delivery.Extent == DeliveryExtent.Delta);
            while (reader.Next() is { } record)
            {
                cancellation.ThrowIfCancellationRequested();
                await StageAsync(entries, record, i, into, cancellation);
                into.Progress.At(i, reader.Position);
            }

            if (reader.Refusal is { } refusal)
            {
                return refusal;
            }
        }

        await into.EndAsync(cancellation);
        return null;
    }

    private static Task StageAsync(AafEntries entries, AafRecord record, int file, StagedDelivery into, CancellationToken cancellation)
    {
        var category = AafCategories.Of(record.Category);
        if (category == RecordCategory.Nomenclature)
        {
            into.Skip(category);
            return Task.CompletedTask;
        }

        var reading = entries.Read(record);
        foreach (var issue in reading.Issues)
        {
            into.Issues.Add(issue);
        }

        if (reading.Entry is { } entry)
        {
            return into.AddAsync(category, entry, file, cancellation);
        }

        if (category == RecordCategory.Unknown)
        {
            into.Skip(category);
            return Task.CompletedTask;
        }

        return into.RejectAsync(category, record.Id.Length is 0 or > EntryLimits.Id ? null : record.Id, record.Line, file, cancellation);
    }
}
