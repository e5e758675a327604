using System.Collections.Immutable;

namespace Rattache.Core.Accounts;

/// <summary>Everything the rules and the union view read of one account, as stated for it alone.</summary>
public sealed record AccountFacts
{
    public required AccountId Id { get; init; }

    public required string Login { get; init; }

    public required AccountKind Kind { get; init; }

    public required DirectorySource Source { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public string? BirthName { get; init; }

    public DateOnly? BirthDate { get; init; }

    /// <summary>Its owner has taken it with the first-time code, or an identity provider vouched for them.</summary>
    public bool Activated { get; init; }

    public bool Locked { get; init; }

    /// <summary>When its feed stopped holding it; null while it does.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>When a merge that touched it was last taken back, where it has left: only there it is asked for (<see cref="Departure"/>).</summary>
    public DateTimeOffset? CutAt { get; init; }

    public bool Left => LeftAt is not null;

    /// <summary>An administrator forbade merging it.</summary>
    public bool Held { get; init; }

    /// <summary>An identity-provider identity is bound to it.</summary>
    public bool Federated { get; init; }

    public bool Administrator { get; init; }

    public ImmutableArray<Child> Children { get; init; } = [];

    /// <summary>Places of its own; those of its children lie with them.</summary>
    public ImmutableArray<Place> Places { get; init; } = [];

    public string DisplayName => $"{FirstName} {LastName}";

    public bool Equals(AccountFacts? other) =>
        other is not null && Single == other.Single && Children.SequenceEqual(other.Children) && Places.SequenceEqual(other.Places);

    public override int GetHashCode() => Id.GetHashCode();

    // An array equals itself only; everything else compares as it stands.
    private (
        AccountId,
        string,
        AccountKind,
        DirectorySource,
        (string, string, string?, DateOnly?),
        (DateTimeOffset?, DateTimeOffset?),
        (bool, bool, bool, bool, bool)
    ) Single =>
        (Id, Login, Kind, Source, (FirstName, LastName, BirthName, BirthDate), (LeftAt, CutAt), (Activated, Locked, Held, Federated, Administrator));
}

/// <summary>One link to one pupil's record.</summary>
/// <param name="Left">The pupil has left the directory: nobody is shown them, and two co-parents stay two people.</param>
public sealed record Child(
    AccountId StudentId,
    string? Ine,
    string FirstName,
    string LastName,
    LinkKind Kind,
    ParentalAuthority Authority,
    ImmutableArray<Place> Places,
    bool Left = false
)
{
    public bool Equals(Child? other) =>
        other is not null
        && (StudentId, Ine, FirstName, LastName, Kind, Authority, Left)
            == (other.StudentId, other.Ine, other.FirstName, other.LastName, other.Kind, other.Authority, other.Left)
        && Places.SequenceEqual(other.Places);

    public override int GetHashCode() => StudentId.GetHashCode();
}

/// <summary>A school and, for a pupil, the class there.</summary>
public sealed record Place(SchoolId SchoolId, string SchoolName, string? ClassName)
{
    /// <summary>As lists show them; total, so that two readings never differ.</summary>
    internal static Comparer<Place> ByName { get; } =
        Comparer<Place>.Create(
            (a, b) =>
                string.CompareOrdinal(a.SchoolName, b.SchoolName) is not 0 and var school ? school
                : string.CompareOrdinal(a.ClassName, b.ClassName) is not 0 and var name ? name
                : a.SchoolId.Value.CompareTo(b.SchoolId.Value)
        );
}
