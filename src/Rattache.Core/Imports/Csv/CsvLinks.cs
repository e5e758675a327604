using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Imports.Onde;

namespace Rattache.Core.Imports.Csv;

/// <summary>
/// From children that relatives name to links that pupils state. What is not in the delivery is not said: without the relatives' file pupils
/// keep the links they have, without the pupils' file relatives' children are looked up in the directory. Nor does a row that cannot be
/// read say that its children have lost a parent: whoever it may be of keeps the links they have.
/// </summary>
public sealed class CsvLinks
{
    // The files say who answers for a child at school, and nothing of how they are related.
    private const LinkKind Kind = LinkKind.Other;
    private const ParentalAuthority Authority = ParentalAuthority.Legal;

    private readonly ImmutableArray<CsvPerson> people;
    private readonly KnownSchool known;
    private readonly ImmutableDictionary<AccountId, KnownPerson> accounts;
    private readonly bool hasPupils;
    private readonly bool hasRelatives;
    private readonly Func<string, bool> isUnread;
    private readonly HashSet<string> came;
    private readonly ImmutableArray<ImportIssue>.Builder issues = ImmutableArray.CreateBuilder<ImportIssue>();

    private CsvLinks(ImmutableArray<CsvPerson> people, KnownSchool known, bool hasPupils, bool hasRelatives, Func<string, bool> isUnread)
    {
        (this.people, this.known, this.hasPupils, this.hasRelatives, this.isUnread) = (people, known, hasPupils, hasRelatives, isUnread);
        accounts = known.People.ToImmutableDictionary(p => p.Id);
        came = people.Select(p => p.Entry.ExternalId).ToHashSet(StringComparer.Ordinal);
    }

    /// <param name="people">With their external ids.</param>
    /// <param name="known">The directory.</param>
    /// <param name="hasPupils">The delivery has the pupils' file.</param>
    /// <param name="hasRelatives">It has the relatives'.</param>
    /// <param name="isUnread">Whether a row that was not taken is, or may be, the relative's of that external id.</param>
    public static LinkedPeople Resolve(
        ImmutableArray<CsvPerson> people,
        KnownSchool known,
        bool hasPupils,
        bool hasRelatives,
        Func<string, bool> isUnread
    ) => new CsvLinks(people, known, hasPupils, hasRelatives, isUnread).Resolve();

    private LinkedPeople Resolve()
    {
        var stated = StatedLinks();
        var before = known
            .Links.Where(l => accounts.ContainsKey(l.Relative) && accounts.ContainsKey(l.Student))
            .ToLookup(
                l => accounts[l.Student].ExternalId,
                l => new LinkEntry(accounts[l.Relative].ExternalId, l.Kind, l.Authority),
                StringComparer.Ordinal
            );
        var linked = people
            .Select(p =>
                p.Kind != AccountKind.Student
                    ? p
                    : p with
                    {
                        Entry = p.Entry with { Links = [.. hasRelatives ? Links(p.Entry.ExternalId) : before[p.Entry.ExternalId]] },
                    }
            )
            .ToImmutableArray();
        return new(linked, hasPupils || !hasRelatives ? [] : Changes(stated, before), issues.ToImmutable());

        IEnumerable<LinkEntry> Links(string pupil) =>
            stated[pupil].Concat(before[pupil].Where(l => !came.Contains(l.Relative) && isUnread(l.Relative)));
    }

    private ILookup<string, LinkEntry> StatedLinks()
    {
        var ids = IdsById();
        var names = IdsByName();
        return people
            .Where(p => p.Kind == AccountKind.Relative)
            .SelectMany(p =>
                p.Children.Select((child, i) => (Child: Find(p, child, i, ids, names), Link: new LinkEntry(p.Entry.ExternalId, Kind, Authority)))
            )
            .Where(l => l.Child is not null)
            .Distinct()
            .ToLookup(l => l.Child!, l => l.Link, StringComparer.Ordinal);
    }

    private string? Find(CsvPerson relative, NamedChild child, int position, HashSet<string> ids, ILookup<string, (string Id, string? Class)> names)
    {
        var found = child switch
        {
            NamedChild.ById c => ids.Contains(c.Id) ? [c.Id] : [],
            NamedChild.ByName c => Narrowed([.. OndeNames.ChildKeys(c).SelectMany(key => names[key]).Distinct()], c.ClassName),
            _ => throw new InvalidOperationException($"Nothing looks up {child}."),
        };
        if (found is [var only])
        {
            return only;
        }

        var severity = hasPupils ? IssueSeverity.Rejection : IssueSeverity.Warning;
        var (id, named) = child is NamedChild.ById by
            ? (relative.Entry.ExternalId, by.Id.Length > EntryLimits.Id ? by.Id[..EntryLimits.Id] : by.Id)
            : (null, (position + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)); // a report holds no name
        issues.Add(new(relative.File, relative.Entry.Line, id, IssueCodes.UnknownChild, severity, named));
        return null;
    }

    // Two pupils of one name: the class tells them apart, or nothing does.
    private static ImmutableArray<string> Narrowed((string Id, string? Class)[] found, string? className) =>
        [.. (found.Length > 1 ? found.Where(f => f.Class == className) : found).Select(f => f.Id)];

    private HashSet<string> IdsById() =>
        hasPupils
            ? [.. people.Where(p => p.Kind == AccountKind.Student).Select(p => p.Entry.ExternalId)]
            : [.. known.People.Where(p => p is { Kind: AccountKind.Student, HasLeft: false }).Select(p => p.ExternalId)];

    private ILookup<string, (string Id, string? Class)> IdsByName()
    {
        var pupils = hasPupils
            ? people
                .Where(p => p.Kind == AccountKind.Student)
                .Select(p =>
                    (
                        p.Entry.ExternalId,
                        p.Entry.Places[0].ClassName,
                        Keys: OndeNames.ChildKeys(p.Entry.BirthName, p.Entry.LastName, p.Entry.FirstName)
                    )
                )
            : known
                .People.Where(p => p is { Kind: AccountKind.Student, HasLeft: false })
                .Select(p => (p.ExternalId, ClassName: (string?)null, Keys: OndeNames.ChildKeys(p.BirthName, p.LastName, p.FirstName)));
        return pupils
            .SelectMany(p => p.Keys.Select(key => (key, Pupil: (p.ExternalId, p.ClassName))))
            .ToLookup(p => p.key, p => p.Pupil, StringComparer.Ordinal);
    }

    /// <summary>Of pupils whose rows did not come: the links of relatives who did, beside those of relatives who did not.</summary>
    private ImmutableArray<PersonEntry> Changes(ILookup<string, LinkEntry> stated, ILookup<string, LinkEntry> before)
    {
        // Who has left is not brought back by what their parents' rows say.
        var gone = known.People.Where(p => p.HasLeft).Select(p => p.ExternalId).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. stated
                .Select(pupil => pupil.Key)
                .Union(before.Where(pupil => !gone.Contains(pupil.Key) && pupil.Any(l => came.Contains(l.Relative))).Select(pupil => pupil.Key))
                .Order(StringComparer.Ordinal)
                .Select(pupil => new PersonEntry
                {
                    ExternalId = pupil,
                    Line = 0,
                    Kind = AccountKind.Student,
                    IsChange = true,
                    Stated = PersonFields.Links,
                    FirstName = "",
                    LastName = "",
                    Links = [.. before[pupil].Where(l => !came.Contains(l.Relative)).Concat(stated[pupil])],
                }),
        ];
    }
}

/// <param name="People">Pupils with their links.</param>
/// <param name="Changes">New links of pupils who are in the directory, and not in the delivery.</param>
/// <param name="Issues">Children whom nobody knows.</param>
public sealed record LinkedPeople(ImmutableArray<CsvPerson> People, ImmutableArray<PersonEntry> Changes, ImmutableArray<ImportIssue> Issues);
