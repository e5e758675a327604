using Rattache.Core.Accounts;

namespace Rattache.Web.Imports;

/// <summary>One delivery taken, or refused whole; its report is kept as it was told.</summary>
public sealed class ImportRun
{
    /// <summary>The outcome of a delivery that was taken; of another, the code of the refusal.</summary>
    public const string Taken = "ok";

    public required Guid Id { get; init; }

    /// <summary>Null where the files did not even say.</summary>
    public DirectorySource? Source { get; init; }

    public string Academy { get; init; } = "";

    /// <summary>Lower-case hexadecimal SHA-256 over the files: the same delivery is recognized. Null where no delivery was found.</summary>
    public string? Fingerprint { get; init; }

    public DateOnly? DeliveredOn { get; init; }

    public DeliveryExtent? Extent { get; init; }

    /// <summary>Who was missing from it has left.</summary>
    public bool IsWhole { get; init; }

    /// <summary>When the newest of its files was written, by the clock of whoever wrote it; known of what a watched folder gave.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    public required string Outcome { get; init; }

    public int Rejected { get; init; }

    /// <summary>As <c>--report</c> writes it: JSON, with identifiers and no name.</summary>
    public required string Report { get; set; }

    /// <summary>Too old to say anything of single records (<see cref="ReportErasure"/>).</summary>
    public bool DetailsErased { get; set; }
}
