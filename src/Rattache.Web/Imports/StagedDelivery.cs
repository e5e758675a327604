using Rattache.Core.Imports;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports;

/// <summary>Where readers put what they read: entries to staging, the rest to the report.</summary>
internal sealed class StagedDelivery(StagedWriter writer, IssueLog issues, ReadingProgress progress)
{
    /// <summary>Records read, by category.</summary>
    public Dictionary<RecordCategory, int> Read { get; } = [];

    /// <summary>Of those, the ones that said too little, or too much, to be staged as entries.</summary>
    public Dictionary<RecordCategory, int> Rejected { get; } = [];

    public IssueLog Issues => issues;

    public ReadingProgress Progress => progress;

    /// <param name="file">Its position in the delivery.</param>
    public Task AddAsync(RecordCategory category, DirectoryEntry entry, int file, CancellationToken cancellation)
    {
        Count(Read, category);
        progress.At(file);
        return writer.AddAsync(entry, file, cancellation);
    }

    /// <summary>A record that is not taken, for a reason already told. It is there all the same: whoever it names has not left.</summary>
    /// <param name="id">Its external id; null where it has none.</param>
    public Task RejectAsync(RecordCategory category, string? id, int line, int file, CancellationToken cancellation)
    {
        Count(Read, category);
        Count(Rejected, category);
        return id is null ? Task.CompletedTask : writer.AddRejectedAsync(category, id, line, file, cancellation);
    }

    /// <summary>A record of a category that accounts do without.</summary>
    public void Skip(RecordCategory category) => Count(Read, category);

    public Task EndAsync(CancellationToken cancellation)
    {
        progress.End();
        return writer.FlushAsync(cancellation);
    }

    private static void Count(Dictionary<RecordCategory, int> counts, RecordCategory category) =>
        counts[category] = counts.GetValueOrDefault(category) + 1;
}
