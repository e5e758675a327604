using System.Collections.Immutable;
using Rattache.Core.Accounts;

namespace Rattache.Core.Imports;

/// <summary>What a feed states in one record, whatever its format: as much as accounts need, and no more.</summary>
public abstract record DirectoryEntry
{
    private protected DirectoryEntry() { }

    public required string ExternalId { get; init; }

    /// <summary>Where the record begins, for the report.</summary>
    public required int Line { get; init; }
}

public sealed record SchoolEntry : DirectoryEntry
{
    public required Uai Uai { get; init; }

    public required string Name { get; init; }

    public string? Town { get; init; }
}

public sealed record PersonEntry : DirectoryEntry
{
    public required AccountKind Kind { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public string? BirthName { get; init; }

    public DateOnly? BirthDate { get; init; }

    public string? Ine { get; init; }

    public string? Email { get; init; }

    public string? HomePhone { get; init; }

    public string? MobilePhone { get; init; }

    /// <summary>At most one a school.</summary>
    public ImmutableArray<PlaceEntry> Places { get; init; } = [];

    /// <summary>A pupil's adults, at most one link each.</summary>
    public ImmutableArray<LinkEntry> Links { get; init; } = [];
}

/// <param name="School">The school as the feed calls it.</param>
/// <param name="Heads">Directs the school: its local administrator.</param>
public sealed record PlaceEntry(string School, string? ClassName, bool Heads);

/// <param name="Relative">The adult's external id.</param>
public sealed record LinkEntry(string Relative, LinkKind Kind, ParentalAuthority Authority);
