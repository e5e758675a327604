using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Imports.Aaf;

namespace Rattache.Web.Imports;

/// <summary>What became of one delivery.</summary>
public abstract record ImportOutcome
{
    private ImportOutcome() { }

    public sealed record Taken(ImportReport Report) : ImportOutcome;

    /// <summary>Nothing of it was written.</summary>
    public sealed record Refused(DeliveryRefusal Refusal) : ImportOutcome;
}

/// <param name="IsWhole">Schools, pupils and relatives are all there, no slice missing: who is not in it has left.</param>
public sealed record ImportReport(
    DirectorySource Feed,
    string Academy,
    DateOnly? Date,
    bool IsWhole,
    bool IsDryRun,
    ImmutableArray<CategoryCounts> Counts,
    IssueLog Issues
);

/// <param name="Read">Records in the files.</param>
/// <param name="Rejected">Of those, not taken; the links of a pupil who was taken are not among them.</param>
public sealed record CategoryCounts(AafCategory Category, int Read, int New, int Changed, int Unchanged, int Rejected);

/// <param name="DryRun">Do everything, say what it did, keep nothing.</param>
/// <param name="KeptIssues">How many of each kind the report holds.</param>
public sealed record ImportOptions(bool DryRun = false, int KeptIssues = IssueLog.Usual);
