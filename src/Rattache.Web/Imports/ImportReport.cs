using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;

namespace Rattache.Web.Imports;

/// <summary>What became of one delivery.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome(ImportDocument document) => Document = document;

    /// <summary>Its report, as it is kept and handed on.</summary>
    public ImportDocument Document { get; }

    public sealed record Taken(ImportReport Report, ImportDocument Told) : ImportOutcome(Told);

    /// <summary>Nothing of it was written.</summary>
    public sealed record Refused(DeliveryRefusal Refusal, ImportDocument Told) : ImportOutcome(Told);

    /// <summary>It had been taken before, and was not taken again: the report is that of then.</summary>
    public sealed record Known(ImportDocument Told) : ImportOutcome(Told);
}

/// <param name="Continuations">New accounts proposed to administrators as those of people who leave with this delivery.</param>
/// <param name="IsWhole">Schools, pupils and relatives are all there, no slice missing: who is not in it has left.</param>
/// <param name="Kept">Who is not in it, and stays.</param>
/// <param name="Reopened">Schools, by UAI, that were marked as closed and are in it.</param>
public sealed record ImportReport(
    DirectorySource Feed,
    string Academy,
    DateOnly? Date,
    DeliveryExtent Extent,
    bool IsWhole,
    bool IsDryRun,
    ImmutableArray<CategoryCounts> Counts,
    IssueLog Issues,
    int Continuations,
    KeptPeople Kept,
    ImmutableArray<string> Reopened
);

/// <param name="Read">Records in the files.</param>
/// <param name="Left">Accounts that were there and are not any more.</param>
/// <param name="Returned">Records of accounts that had left; changed or not.</param>
/// <param name="Rejected">Of those read, not taken; the links of a pupil who was taken are not among them.</param>
public sealed record CategoryCounts(RecordCategory Category, int Read, int New, int Changed, int Unchanged, int Left, int Returned, int Rejected);

/// <param name="DryRun">Do everything, say what it did, keep nothing.</param>
/// <param name="Force">Take it although the brakes say no.</param>
/// <param name="School">Whose CSV files these are, where neither they nor their folder say so.</param>
/// <param name="KeptIssues">How many of each kind the report holds.</param>
/// <param name="Progress">Told where the import is, from its own thread: whoever listens answers at once.</param>
/// <param name="SkipTaken">Leave a delivery alone that is taken already (<see cref="DeliveryMemory"/>).</param>
/// <param name="WrittenAt">
/// Of what came by itself, when the newest of its files was written: it is refused if it is older than what was taken of its feed
/// (<see cref="StepBack"/>).
/// </param>
public sealed record ImportOptions(
    bool DryRun = false,
    bool Force = false,
    Uai? School = null,
    int KeptIssues = IssueLog.Usual,
    IProgress<ImportProgress>? Progress = null,
    bool SkipTaken = false,
    DateTimeOffset? WrittenAt = null
)
{
    internal void Tell(ImportStep step) => Progress?.Report(new(step));
}
