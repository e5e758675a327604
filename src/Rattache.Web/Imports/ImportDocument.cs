using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Web.Texts;

namespace Rattache.Web.Imports;

/// <summary>
/// The report of one delivery as it is kept and handed on: <c>docs/import-report.md</c> is its contract, properties are
/// added and never renamed. It holds identifiers and no name.
/// </summary>
public sealed record ImportDocument
{
    public int Version { get; init; } = 1;

    /// <summary>As <c>rattache imports</c> lists it; null where nothing was kept.</summary>
    public Guid? Id { get; init; }

    public DirectorySource? Feed { get; init; }

    public string Academy { get; init; } = "";

    public DateOnly? Date { get; init; }

    public DeliveryExtent? Extent { get; init; }

    public bool Whole { get; init; }

    public bool DryRun { get; init; }

    /// <summary><c>ok</c>, or the code of the refusal.</summary>
    public required string Outcome { get; init; }

    public RefusalDocument? Refusal { get; init; }

    public ImmutableArray<CountsDocument> Counts { get; init; } = [];

    /// <summary>New accounts that may be those of people who left with this delivery: an administrator says which.</summary>
    public int Continuations { get; init; }

    /// <summary>Who is missing from a whole delivery and did not leave; null where that is nobody.</summary>
    public KeptDocument? Kept { get; init; }

    /// <summary>UAI of schools that were marked as closed, and no more, since this delivery holds them.</summary>
    public ImmutableArray<string> Reopened { get; init; } = [];

    public int Rejections { get; init; }

    public int Warnings { get; init; }

    /// <summary>The first of each kind.</summary>
    public ImmutableArray<IssueDocument> Issues { get; init; } = [];

    /// <summary>The issues say no more whose they are, nor what was written there.</summary>
    public bool DetailsErased { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    public static ImportDocument Of(ImportReport report, Text text, DateTimeOffset started, DateTimeOffset finished) =>
        new()
        {
            Id = report.IsDryRun ? null : Guid.CreateVersion7(finished),
            Feed = report.Feed,
            Academy = report.Academy,
            Date = report.Date,
            Extent = report.Extent,
            Whole = report.IsWhole,
            DryRun = report.IsDryRun,
            Outcome = ImportRun.Taken,
            Counts =
            [
                .. report.Counts.Select(c => new CountsDocument(c.Category, c.Read, c.New, c.Changed, c.Unchanged, c.Left, c.Returned, c.Rejected)),
            ],
            Continuations = report.Continuations,
            Kept = KeptDocument.Of(report.Kept, text),
            Reopened = report.Reopened,
            Rejections = report.Issues.Rejections,
            Warnings = report.Issues.Warnings,
            Issues =
            [
                .. report
                    .Issues.Kept.OrderByDescending(i => i.Severity)
                    .ThenBy(i => i.File, StringComparer.Ordinal)
                    .ThenBy(i => i.Line)
                    .Select(i => new IssueDocument(i.File, i.Line, i.Id, i.Severity, i.Code, i.Detail, text.Reason(i.Code, i.Detail))),
            ],
            StartedAt = started,
            FinishedAt = finished,
        };

    /// <summary>How many, of which kind, where in which file; of whom no more.</summary>
    internal ImportDocument WithoutDetails(Text text) =>
        this with
        {
            Issues = [.. Issues.Select(i => i with { Id = null, Detail = null, Reason = text.ReasonWithoutDetail(i.Code) })],
            DetailsErased = true,
        };

    internal static ImportDocument Of(
        DeliveryRefusal refusal,
        Delivery? delivery,
        bool isDryRun,
        Text text,
        DateTimeOffset started,
        DateTimeOffset finished
    ) =>
        new()
        {
            Id = isDryRun ? null : Guid.CreateVersion7(finished),
            Feed = delivery?.Feed,
            Academy = delivery?.Academy ?? "",
            Date = delivery?.Date,
            Extent = delivery?.Extent,
            Whole = false,
            DryRun = isDryRun,
            Outcome = refusal.Code,
            Refusal = new(refusal.File, refusal.Line, refusal.Column, refusal.Code, refusal.Detail, text.Reason(refusal.Code, refusal.Detail)),
            StartedAt = started,
            FinishedAt = finished,
        };
}

/// <param name="Reason">In words, for people; programs go by the code.</param>
public sealed record RefusalDocument(string File, int? Line, int? Column, string Code, string? Detail, string Reason);

/// <summary>Records of one category, by what became of them.</summary>
public sealed record CountsDocument(RecordCategory Category, int Read, int Added, int Changed, int Unchanged, int Left, int Returned, int Rejected);

/// <param name="Reason"><inheritdoc cref="RefusalDocument" path="/param[@name='Reason']"/></param>
/// <param name="Id">In the feed; null where the record has none, or once it is erased.</param>
public sealed record IssueDocument(string File, int Line, string? Id, IssueSeverity Severity, string Code, string? Detail, string Reason);
