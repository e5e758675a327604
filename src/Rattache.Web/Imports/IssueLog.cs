using Rattache.Core.Imports;

namespace Rattache.Web.Imports;

/// <summary>
/// What is wrong in a delivery: all of it counted, the first of each kind kept. A new yearly version may warn of every
/// record, and memory must not grow with it.
/// </summary>
public sealed class IssueLog(int keptOfEach)
{
    public const int Usual = 50;

    private readonly List<ImportIssue> kept = [];
    private readonly Dictionary<(string Code, IssueSeverity Severity), int> counts = [];

    public IReadOnlyList<ImportIssue> Kept => kept;

    public IReadOnlyDictionary<(string Code, IssueSeverity Severity), int> Counts => counts;

    public int Rejections => counts.Where(c => c.Key.Severity == IssueSeverity.Rejection).Sum(c => c.Value);

    public int Warnings => counts.Where(c => c.Key.Severity == IssueSeverity.Warning).Sum(c => c.Value);

    public void Add(ImportIssue issue)
    {
        var count = counts[(issue.Code, issue.Severity)] = counts.GetValueOrDefault((issue.Code, issue.Severity)) + 1;
        if (count <= keptOfEach)
        {
            kept.Add(issue);
        }
    }
}
