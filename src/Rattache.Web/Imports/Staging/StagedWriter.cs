using Rattache.Core.Imports;

namespace Rattache.Web.Imports.Staging;

/// <summary>Gathers entries into batches and stages them.</summary>
internal sealed class StagedWriter(IStaging staging, TimeProvider time)
{
    private const int Batch = 2_000;

    private readonly List<object?[]> schools = [];
    private readonly List<object?[]> people = [];
    private readonly List<object?[]> places = [];
    private readonly List<object?[]> links = [];
    private int seq;

    public async Task AddAsync(DirectoryEntry entry, int file, CancellationToken cancellation)
    {
        seq++;
        if (entry is SchoolEntry school)
        {
            schools.Add([seq, file, school.Line, school.ExternalId, school.Uai.Value, school.Name, school.Town, Id(), StagedState.Undecided]);
        }
        else if (entry is PersonEntry person)
        {
            Add(person, file);
        }

        if (schools.Count + people.Count >= Batch)
        {
            await FlushAsync(cancellation);
        }
    }

    public async Task FlushAsync(CancellationToken cancellation)
    {
        await WriteAsync(StagedTable.Schools, schools, cancellation);
        await WriteAsync(StagedTable.People, people, cancellation);
        await WriteAsync(StagedTable.Places, places, cancellation);
        await WriteAsync(StagedTable.Links, links, cancellation);
    }

    private void Add(PersonEntry p, int file)
    {
        people.Add([
            seq,
            file,
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
            Id(),
            StagedState.Undecided,
            null,
            null,
            null,
            null,
        ]);
        foreach (var place in p.Places)
        {
            places.Add([seq, place.School, place.ClassName, place.Heads, place.Heads ? Id() : null, null]);
        }

        foreach (var link in p.Links)
        {
            links.Add([seq, link.Relative, (int)link.Kind, (int)link.Authority, null]);
        }
    }

    private async Task WriteAsync(StagedTable table, List<object?[]> rows, CancellationToken cancellation)
    {
        if (rows.Count > 0)
        {
            await staging.WriteAsync(table, rows, cancellation);
            rows.Clear();
        }
    }

    // For a new row; a record that is known already keeps the id it has.
    private Guid Id() => Guid.CreateVersion7(time.GetUtcNow());
}
