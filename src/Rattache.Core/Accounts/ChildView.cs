using System.Collections.Immutable;

namespace Rattache.Core.Accounts;

/// <summary>One child as their parent sees them, whichever accounts and records lead to them.</summary>
/// <param name="StudentIds">The pupil's records; several where two feeds give the same INE.</param>
/// <param name="Through">The logins that the child comes through, in order.</param>
/// <param name="Authority">The lowest of the links: what connected services are told.</param>
public sealed record ChildView(
    ImmutableArray<AccountId> StudentIds,
    string FirstName,
    string LastName,
    ParentalAuthority Authority,
    ImmutableArray<Place> Places,
    ImmutableArray<string> Through,
    string? Ine
)
{
    /// <summary>The same national number: two records, one child.</summary>
    public bool IsSameChildAs(ChildView other) => Ine is not null && Ine == other.Ine;

    internal static ImmutableArray<ChildView> Union(IEnumerable<AccountFacts> tree) =>
        [
            .. tree.SelectMany(a => a.Children.Where(c => !c.Left).Select(c => (a.Login, Child: c)))
                .GroupBy(x => x.Child.Ine ?? x.Child.StudentId.ToString(), StringComparer.Ordinal)
                .Select(g => Join([.. g.OrderBy(x => x.Child.StudentId)]))
                .OrderBy(c => c.FirstName, StringComparer.Ordinal)
                .ThenBy(c => c.StudentIds[0]),
        ];

    // Nearly every child comes once, to one school: then there is nothing to compare or sort.
    private static ChildView Join(ImmutableArray<(string Login, Child Child)> links) =>
        links is [var (login, child)] && child.Places.Length < 2
            ? new([child.StudentId], child.FirstName, child.LastName, child.Authority, child.Places, [login], child.Ine)
            : JoinSeveral(links);

    private static ChildView JoinSeveral(ImmutableArray<(string Login, Child Child)> links) =>
        new(
            [.. links.Select(x => x.Child.StudentId).Distinct()],
            links[0].Child.FirstName,
            links[0].Child.LastName,
            links.Min(x => x.Child.Authority),
            [.. links.SelectMany(x => x.Child.Places).Distinct().Order(Place.ByName)],
            [.. links.Select(x => x.Login).Distinct().Order(StringComparer.Ordinal)],
            links[0].Child.Ine
        );

    public bool Equals(ChildView? other) =>
        other is not null
        && FirstName == other.FirstName
        && LastName == other.LastName
        && Authority == other.Authority
        && Ine == other.Ine
        && StudentIds.SequenceEqual(other.StudentIds)
        && Places.SequenceEqual(other.Places)
        && Through.SequenceEqual(other.Through);

    public override int GetHashCode() => HashCode.Combine(FirstName, LastName, StudentIds.Length, Places.Length);
}
