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

    /// <summary>Changes a record stated earlier (a delta's <c>modifyRequest</c>): what it does not name stays as it is.</summary>
    public bool IsChange { get; init; }
}

public sealed record SchoolEntry : DirectoryEntry
{
    /// <summary>Null only in a change that does not name it.</summary>
    public required Uai? Uai { get; init; }

    /// <summary>Null where the feed does not say: what another feed calls the school stays.</summary>
    public string? Name { get; init; }

    public string? Town { get; init; }
}

/// <summary>The record is no more (a delta's <c>deleteRequest</c>).</summary>
public sealed record WithdrawalEntry : DirectoryEntry
{
    public required RecordCategory Category { get; init; }
}

public sealed record PersonEntry : DirectoryEntry
{
    public required AccountKind Kind { get; init; }

    /// <summary>What the record says anything about; in a change, the rest of the entry says nothing.</summary>
    public PersonFields Stated { get; init; } = PersonFields.All;

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
public sealed record PlaceEntry(string School, string? ClassName, bool Heads, PlaceBasis Basis);

/// <param name="Relative">The adult's external id.</param>
public sealed record LinkEntry(string Relative, LinkKind Kind, ParentalAuthority Authority);

[Flags]
public enum PersonFields
{
    None = 0,

    /// <summary>Whether staff teach, which their functions say.</summary>
    Kind = 1,
    FirstName = 2,
    LastName = 4,
    BirthName = 8,
    BirthDate = 16,
    Ine = 32,
    Email = 64,
    HomePhone = 128,
    MobilePhone = 256,

    /// <summary>Places of <see cref="PlaceBasis.School"/>.</summary>
    Schools = 512,

    /// <summary>Places of <see cref="PlaceBasis.Post"/>.</summary>
    Posts = 1024,
    Links = 2048,
    All = 4095,
}
