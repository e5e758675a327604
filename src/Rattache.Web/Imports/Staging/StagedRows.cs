using Rattache.Core.Accounts;
using Rattache.Core.Imports;

namespace Rattache.Web.Imports.Staging;

/// <summary>A batch of entries as rows of the staging tables.</summary>
/// <param name="last">What the feed's records said last time, by external id (<see cref="EntryDigest"/>).</param>
/// <param name="newId">For a new row; a record that is known already keeps the id it has.</param>
internal sealed class StagedRows(IReadOnlyDictionary<string, byte[]> last, Func<Guid> newId)
{
    private static readonly int StateColumn = Column("state");
    private static readonly int DigestColumn = Column("digest");

    private readonly EntryDigest digest = new();
    private readonly List<object?[]> schools = [];
    private readonly List<object?[]> people = [];
    private readonly List<object?[]> places = [];
    private readonly List<object?[]> links = [];

    public IEnumerable<(StagedTable Table, List<object?[]> Rows)> Tables =>
        [(StagedTable.Schools, schools), (StagedTable.People, people), (StagedTable.Places, places), (StagedTable.Links, links)];

    public void Add(StagedEntry read)
    {
        switch (read.Entry)
        {
            case SchoolEntry s:
                schools.Add([read.Seq, read.File, s.Line, s.ExternalId, s.Uai?.Value, s.Name, s.Town, newId(), read.State, s.IsChange]);
                break;
            case PersonEntry person:
                Add(read, person);
                break;
            case WithdrawalEntry { Category: not RecordCategory.School } named:
                AddBare(read, KindOf(named.Category), read.State, null);
                break;
        }
    }

    private void Add(StagedEntry read, PersonEntry p)
    {
        var said = p.Stated == PersonFields.All ? digest.Of(p) : null;
        if (said is not null && last.TryGetValue(p.ExternalId, out var before) && said.AsSpan().SequenceEqual(before))
        {
            AddBare(read, p.Kind, StagedState.Same, said);
            return;
        }

        people.Add([
            read.Seq,
            read.File,
            p.Line,
            p.ExternalId,
            (int)p.Kind,
            p.FirstName,
            p.LastName,
            p.BirthName,
            p.BirthDate,
            p.Ine,
            p.Email,
            p.HomePhone,
            p.MobilePhone,
            LoginRules.Stem(p.FirstName, p.LastName),
            newId(),
            (int)p.Stated,
            read.State,
            said,
        ]);
        foreach (var place in p.Places)
        {
            places.Add([read.Seq, place.School, place.ClassName, place.Heads, (int)place.Basis, place.Heads ? newId() : null]);
        }

        foreach (var link in p.Links)
        {
            links.Add([read.Seq, link.Relative, (int)link.Kind, (int)link.Authority]);
        }
    }

    private void AddBare(StagedEntry read, AccountKind kind, int state, byte[]? said)
    {
        var row = new object?[StagedTable.People.Columns.Length];
        (row[0], row[1], row[2], row[3], row[4]) = (read.Seq, read.File, read.Entry.Line, read.Entry.ExternalId, (int)kind);
        (row[StateColumn], row[DigestColumn]) = (state, said);
        people.Add(row);
    }

    private static AccountKind KindOf(RecordCategory category) =>
        category switch
        {
            RecordCategory.Student => AccountKind.Student,
            RecordCategory.Relative => AccountKind.Relative,
            _ => AccountKind.Staff,
        };

    private static int Column(string name) => StagedTable.People.Columns.Select(column => column.Name).ToList().IndexOf(name);
}
