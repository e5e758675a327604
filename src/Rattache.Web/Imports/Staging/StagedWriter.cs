using Rattache.Core.Imports;

namespace Rattache.Web.Imports.Staging;

/// <summary>
/// Gathers entries into batches and stages them: while one is written, the next is read. Until it is disposed of, nobody else uses the
/// connection of <paramref name="staging"/>, but for what was asked of it before the first entry.
/// </summary>
/// <param name="staging">Where to.</param>
/// <param name="last">To stage no more than the name of a record that says what it said last time; null stages all of them whole.</param>
/// <param name="time">For the ids of new rows.</param>
internal sealed class StagedWriter(IStaging staging, LastRecords? last, TimeProvider time) : IAsyncDisposable
{
    private const int Batch = 2_000;

    private static readonly Dictionary<string, byte[]> Nothing = [];

    private List<StagedEntry> batch = [];
    private Task writing = Task.CompletedTask;
    private int seq;

    public Task AddAsync(DirectoryEntry entry, int file, CancellationToken cancellation) =>
        AddAsync(entry, file, entry is WithdrawalEntry ? StagedState.Withdrawn : StagedState.Undecided, cancellation);

    /// <summary>A record that is not taken, but shows that its person is there.</summary>
    public Task AddRejectedAsync(RecordCategory category, string externalId, int line, int file, CancellationToken cancellation)
    {
        var named = new WithdrawalEntry
        {
            ExternalId = externalId,
            Line = line,
            Category = category,
        };
        return AddAsync(named, file, StagedState.Rejected, cancellation);
    }

    /// <summary>What was added is staged, or this throws.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await StartWritingAsync(cancellation);
        await writing;
    }

    /// <summary>Waits for a batch under way; what befell it is told by <see cref="FlushAsync"/>, or comes second to what ended the reading.</summary>
    public async ValueTask DisposeAsync() => await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private Task AddAsync(DirectoryEntry entry, int file, int state, CancellationToken cancellation)
    {
        batch.Add(new(++seq, file, entry, state));
        return batch.Count >= Batch ? StartWritingAsync(cancellation) : Task.CompletedTask;
    }

    // One batch at a time, so that no more than two are in memory.
    private async Task StartWritingAsync(CancellationToken cancellation)
    {
        await writing;
        var read = batch;
        batch = [];
        writing = Task.Run(() => WriteAsync(read, cancellation), cancellation);
    }

    private async Task WriteAsync(List<StagedEntry> read, CancellationToken cancellation)
    {
        var rows = new StagedRows(last is null ? Nothing : await last.FindAsync(read, cancellation), () => Guid.CreateVersion7(time.GetUtcNow()));
        read.ForEach(rows.Add);
        foreach (var (table, some) in rows.Tables.Where(part => part.Rows.Count > 0))
        {
            await staging.WriteAsync(table, some, cancellation);
        }
    }
}
