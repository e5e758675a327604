using Rattache.Core.Imports;
using Rattache.Core.Imports.Onde;
using Rattache.Web.Imports.Staging;

namespace Rattache.Web.Imports;

/// <summary>Where readers put what they read: entries to staging, the rest to the report.</summary>
internal sealed class StagedDelivery(StagedWriter writer, IssueLog issues, ReadingProgress progress)
{
    /// <summary>Records read, by category.</summary>
    public Dictionary<RecordCategory, int> Read { get; } = [];

    /// <summary>Of those, the ones that said too little, or too much, to be staged as entries.</summary>
    public Dictionary<RecordCategory, int> Rejected { get; } = [];

    /// <summary>Categories with a row that does not say whose it is: nobody of them is known to be missing.</summary>
    public HashSet<RecordCategory> Unnamed { get; } = [];

    /// <summary>Proposed by a reader that recognizes people by what is said of them.</summary>
    public List<Continuation> Continuations { get; } = [];

    public IssueLog Issues => issues;

    public ReadingProgress Progress => progress;

    /// <param name="file">Its position in the delivery.</param>
    public Task AddAsync(RecordCategory category, DirectoryEntry entry, int file, CancellationToken cancellation)
    {
        Count(Read, category);
        progress.At(file);
        return writer.AddAsync(entry, file, cancellation);
    }

    /// <summary>What no record of its own says: the school that the files are of, a link that stands with somebody else.</summary>
    public Task StateAsync(DirectoryEntry entry, int file, CancellationToken cancellation) => writer.AddAsync(entry, file, cancellation);

    /// <summary>A record that is not taken, and nobody can tell whose it is.</summary>
    public void RejectUnnamed(RecordCategory category)
    {
        Count(Read, category);
        Count(Rejected, category);
        Unnamed.Add(category);
    }

    /// <summary>A record that is not taken, for a reason already told. It is there all the same: whoever it names has not left.</summary>
    /// <param name="id">Its external id; null where it has none.</param>
    public Task RejectAsync(RecordCategory category, string? id, int line, int file, CancellationToken cancellation)
    {
        if (id is null)
        {
            RejectUnnamed(category);
            return Task.CompletedTask;
        }

        Count(Read, category);
        Count(Rejected, category);
        return writer.AddRejectedAsync(category, id, line, file, cancellation);
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
