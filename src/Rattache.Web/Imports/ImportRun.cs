using Rattache.Core.Accounts;

namespace Rattache.Web.Imports;

/// <summary>One delivery taken, or refused whole; its report is kept as it was printed.</summary>
public sealed class ImportRun
{
    public required Guid Id { get; init; }

    public required DirectorySource Source { get; init; }

    public required string Academy { get; init; }

    /// <summary>Lower-case hexadecimal SHA-256 over the files: the same delivery is recognized.</summary>
    public required string Fingerprint { get; init; }

    public DateOnly? DeliveredOn { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    public required int Rejected { get; init; }

    /// <summary>Counts by category, as JSON; no name, no identifier.</summary>
    public required string Counts { get; init; }
}
