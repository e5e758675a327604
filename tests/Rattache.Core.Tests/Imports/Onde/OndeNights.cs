using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Core.Imports.Csv;
using Rattache.Core.Imports.Onde;

namespace Rattache.Core.Tests.Imports.Onde;

/// <summary>One school's directory, as delivery after delivery leaves it. Who is missing from a file that came has left, and keeps their links.</summary>
internal sealed class OndeNights
{
    public KnownSchool Known { get; private set; } = KnownSchool.Empty;

    /// <summary>What the last delivery proposed.</summary>
    public ImmutableArray<Continuation> Proposed { get; private set; } = [];

    /// <returns>The accounts of the relatives and staff among the rows, in their order.</returns>
    public ImmutableArray<AccountId> Take(params IReadOnlyList<CsvPerson> rows)
    {
        var kinds = rows.Select(r => r.Kind).ToHashSet();
        var identities = OndeIdentity.Derive(rows, Known);
        var people = rows.Zip(identities.Ids, (row, id) => row with { Entry = row.Entry with { ExternalId = id } }).ToImmutableArray();
        var linked = CsvLinks.Resolve(people, Known, kinds.Contains(AccountKind.Student), kinds.Contains(AccountKind.Relative), _ => false);
        Proposed = identities.Continuations;

        var known = Known.People.ToDictionary(p => p.ExternalId, p => p with { HasLeft = p.HasLeft || kinds.Contains(p.Kind) });
        foreach (var p in linked.People.Select(p => p.Entry).DistinctBy(e => e.ExternalId))
        {
            var id = known.GetValueOrDefault(p.ExternalId)?.Id ?? new AccountId(Guid.CreateVersion7());
            known[p.ExternalId] = new(
                id,
                p.ExternalId,
                p.Kind,
                p.FirstName,
                p.LastName,
                p.BirthName,
                p.BirthDate,
                p.Email,
                p.HomePhone,
                p.MobilePhone,
                false
            );
        }

        var stated = linked.People.Select(p => p.Entry).Where(e => e.Kind == AccountKind.Student).Concat(linked.Changes).ToArray();
        var restated = stated.Select(s => known[s.ExternalId].Id).ToHashSet();
        var links = stated
            .SelectMany(s => s.Links.Select(l => new KnownLink(known[l.Relative].Id, known[s.ExternalId].Id, l.Kind, l.Authority)))
            .Concat(Known.Links.Where(l => !restated.Contains(l.Student)));
        Known = new([.. known.Values], [.. links.Distinct()]);
        return [.. people.Where(p => p.Kind != AccountKind.Student).Select(p => known[p.Entry.ExternalId].Id)];
    }

    /// <summary>The directory, its accounts named by their external ids.</summary>
    public IEnumerable<string> Said()
    {
        var ids = Known.People.ToDictionary(p => p.Id, p => p.ExternalId);
        return Known
            .People.Select(p => $"{p with { Id = default }}")
            .Concat(Known.Links.Select(l => $"{ids[l.Relative]} of {ids[l.Student]}"))
            .Order(StringComparer.Ordinal);
    }

    public static CsvPerson Pupil(string first, string last, string? born, string? inClass = "CP") =>
        new(
            "eleves.csv",
            new()
            {
                ExternalId = "",
                Line = 1,
                Kind = AccountKind.Student,
                FirstName = first,
                LastName = last,
                BirthName = last,
                BirthDate = born is null ? null : DateOnly.Parse(born, System.Globalization.CultureInfo.InvariantCulture),
                Places = [new("0610101D", inClass, false, PlaceBasis.School)],
            },
            []
        );

    public static CsvPerson Adult(AccountKind kind, string first, string last, string? email = null, string? phone = null) =>
        new(
            $"{kind}.csv",
            new()
            {
                ExternalId = "",
                Line = 1,
                Kind = kind,
                FirstName = first,
                LastName = last,
                BirthName = last,
                Email = email,
                MobilePhone = phone,
            },
            []
        );
}
