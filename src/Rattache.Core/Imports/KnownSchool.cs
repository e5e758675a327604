using System.Collections.Immutable;
using Rattache.Core.Accounts;

namespace Rattache.Core.Imports;

/// <summary>What the directory holds already of the feed and school whose files are read.</summary>
public sealed record KnownSchool(ImmutableArray<KnownPerson> People, ImmutableArray<KnownLink> Links)
{
    public static KnownSchool Empty { get; } = new([], []);
}

/// <param name="HasLeft">Is in the directory no more, and may come back.</param>
public sealed record KnownPerson(
    AccountId Id,
    string ExternalId,
    AccountKind Kind,
    string FirstName,
    string LastName,
    string? BirthName,
    DateOnly? BirthDate,
    string? Email,
    string? HomePhone,
    string? MobilePhone,
    bool HasLeft
);

public sealed record KnownLink(AccountId Relative, AccountId Student, LinkKind Kind, ParentalAuthority Authority);
