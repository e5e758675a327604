using Rattache.Core.Accounts;
using Rattache.Core.Imports;

namespace Rattache.Web.Imports.Staging;

/// <summary>
/// Gathers entries into batches and stages them: while one is written, the next is read. Until it is disposed of, nobody else uses the
/// connection of <paramref name="staging"/>, but for what was asked of it before the first entry.
/// </summary>
internal sealed class StagedWriter(IStaging staging, TimeProvider time) : IAsyncDisposable
{
    private const int Batch = 2_000;
    private static readonly int StateColumn = StagedTable.People.Columns.Select(c => c.Name).ToList().IndexOf("state");

    private List<object?[]> schools = [];
    private List<object?[]> people = [];
    private List<object?[]> places = [];
    private List<object?[]> links = [];
    private Task writing = Task.CompletedTask;
    private int seq;

    public async Task AddAsync(DirectoryEntry entry, int file, CancellationToken cancellation)
    {
        seq++;
        switch (entry)
        {
            case SchoolEntry s:
                schools.Add([seq, file, s.Line, s.ExternalId, s.Uai?.Value, s.Name, s.Town, Id(), StagedState.Undecided, s.IsChange]);
                break;
            case PersonEntry person:
                Add(person, file);
                break;
            case WithdrawalEntry { Category: not RecordCategory.School } withdrawal:
                AddBare(withdrawal.Category, withdrawal.ExternalId, withdrawal.Line, file, StagedState.Withdrawn);
                break;
        }

        await FlushIfFullAsync(cancellation);
    }

    /// <summary>A record that is not taken, but shows that its person is there.</summary>
    public async Task AddRejectedAsync(RecordCategory category, string externalId, int line, int file, CancellationToken cancellation)
    {
        seq++;
        if (category != RecordCategory.School)
        {
            AddBare(category, externalId, line, file, StagedState.Rejected);
        }

        await FlushIfFullAsync(cancellation);
    }

    private async Task FlushIfFullAsync(CancellationToken cancellation)
    {
        if (schools.Count + people.Count >= Batch)
        {
            await StartWritingAsync(cancellation);
        }
    }

    /// <summary>What was added is staged, or this throws.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        await StartWritingAsync(cancellation);
        await writing;
    }

    /// <summary>Waits for a batch under way; what befell it is told by <see cref="FlushAsync"/>, or comes second to what ended the reading.</summary>
    public async ValueTask DisposeAsync() => await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    // One batch at a time, so that no more than two are in memory.
    private async Task StartWritingAsync(CancellationToken cancellation)
    {
        await writing;
        (StagedTable Table, List<object?[]> Rows)[] batch =
        [
            (StagedTable.Schools, schools),
            (StagedTable.People, people),
            (StagedTable.Places, places),
            (StagedTable.Links, links),
        ];
        (schools, people, places, links) = ([], [], [], []);
        writing = Task.Run(() => WriteAsync(batch, cancellation), cancellation);
    }

    private void Add(PersonEntry p, int file)
    {
        people.Add([
            seq,
            file,
            p.Line,
            p.ExternalId,
            (int)p.Kind,
            p.FirstName,
            p.LastName,
            p.BirthName,
            p.BirthDate,
            p.Ine,
            p.Email,
            p.HomePhone,
            p.MobilePhone,
            LoginRules.Stem(p.FirstName, p.LastName),
            Id(),
            (int)p.Stated,
            StagedState.Undecided,
        ]);
        foreach (var place in p.Places)
        {
            places.Add([seq, place.School, place.ClassName, place.Heads, (int)place.Basis, place.Heads ? Id() : null]);
        }

        foreach (var link in p.Links)
        {
            links.Add([seq, link.Relative, (int)link.Kind, (int)link.Authority]);
        }
    }

    private void AddBare(RecordCategory category, string externalId, int line, int file, int state)
    {
        var row = new object?[StagedTable.People.Columns.Length];
        (row[0], row[1], row[2], row[3], row[4], row[StateColumn]) = (seq, file, line, externalId, KindOf(category), state);
        people.Add(row);
    }

    private static int KindOf(RecordCategory category) =>
        (int)(
            category switch
            {
                RecordCategory.Student => AccountKind.Student,
                RecordCategory.Relative => AccountKind.Relative,
                _ => AccountKind.Staff,
            }
        );

    private async Task WriteAsync((StagedTable Table, List<object?[]> Rows)[] batch, CancellationToken cancellation)
    {
        foreach (var (table, rows) in batch.Where(part => part.Rows.Count > 0))
        {
            await staging.WriteAsync(table, rows, cancellation);
        }
    }

    // For a new row; a record that is known already keeps the id it has.
    private Guid Id() => Guid.CreateVersion7(time.GetUtcNow());
}
