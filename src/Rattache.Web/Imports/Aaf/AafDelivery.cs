using Rattache.Core.Imports.Aaf;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports.Aaf;

/// <summary>Reads a delivery into staging, a record at a time.</summary>
internal sealed class AafDelivery(Delivery delivery, StagedWriter writer, IssueLog issues)
{
    private readonly AafEntries entries = new(delivery.Feed);

    /// <summary>Records read, by category.</summary>
    public Dictionary<AafCategory, int> Read { get; } = [];

    /// <summary>Of those, the ones that said too little, or too much, to be staged.</summary>
    public Dictionary<AafCategory, int> Rejected { get; } = [];

    public async Task<DeliveryRefusal?> StageAsync(CancellationToken cancellation)
    {
        for (var i = 0; i < delivery.Files.Length; i++)
        {
            using var reader = new AafReader(delivery.Files[i].Path);
            while (reader.Next() is { } record)
            {
                cancellation.ThrowIfCancellationRequested();
                await StageAsync(record, i, cancellation);
            }

            if (reader.Refusal is { } refusal)
            {
                return refusal;
            }
        }

        await writer.FlushAsync(cancellation);
        return null;
    }

    private async Task StageAsync(AafRecord record, int file, CancellationToken cancellation)
    {
        var category = AafCategories.Of(record.Category);
        Read[category] = Read.GetValueOrDefault(category) + 1;
        if (category == AafCategory.Nomenclature)
        {
            return;
        }

        var reading = entries.Read(record);
        foreach (var issue in reading.Issues)
        {
            issues.Add(issue);
        }

        if (reading.Entry is { } entry)
        {
            await writer.AddAsync(entry, file, cancellation);
        }
        else if (category != AafCategory.Unknown)
        {
            Rejected[category] = Rejected.GetValueOrDefault(category) + 1;
        }
    }
}
