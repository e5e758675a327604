using System.Collections.Immutable;

namespace Rattache.Core.Accounts;

/// <summary>A line of <em>École de rattachement</em>.</summary>
public sealed record SchoolView(SchoolId Id, string Name)
{
    internal static ImmutableArray<SchoolView> Union(IEnumerable<AccountFacts> tree, IEnumerable<ChildView> children) =>
        [
            .. tree.SelectMany(a => a.Places)
                .Concat(children.SelectMany(c => c.Places))
                .Select(p => new SchoolView(p.SchoolId, p.SchoolName))
                .Distinct()
                .OrderBy(s => s.Name, StringComparer.Ordinal)
                .ThenBy(s => s.Id.Value),
        ];
}
