using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Core.Imports;
using Rattache.Core.Imports.Csv;
using Rattache.Core.Imports.Onde;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Csv;

/// <summary>
/// A school's own files: ONDE's, or CSV with identifiers. Links stand with the relatives and belong to the pupils, and ONDE's people are
/// recognized by one another, so that a delivery is held at once; it is of one school.
/// </summary>
internal sealed class CsvDelivery(RattacheDb db) : IDeliveryReader
{
    // Twenty times the largest school of France.
    private const int MostRows = 100_000;

    public async Task<DeliveryRefusal?> StageAsync(Delivery delivery, StagedDelivery into, CancellationToken cancellation)
    {
        // First: once records are staged, the connection is theirs.
        var known = await db.LoadKnownSchoolAsync(delivery.Feed, delivery.Academy, cancellation);
        var people = ImmutableArray.CreateBuilder<CsvPerson>();
        var unread = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < delivery.Files.Length; i++)
        {
            if (await ReadAsync(delivery, i, people, unread, into, cancellation) is { } refusal)
            {
                return refusal;
            }
        }

        var identified = delivery.Feed == DirectorySource.Onde ? Identify(people.ToImmutable(), known, into) : people.ToImmutable();
        var (hasPupils, hasRelatives) = (delivery.Has(RecordCategory.Student), delivery.Has(RecordCategory.Relative));
        var linked = CsvLinks.Resolve(
            identified,
            known,
            hasPupils,
            hasRelatives,
            id => into.Unnamed.Contains(RecordCategory.Relative) || unread.Contains(id)
        );
        await StageAsync(delivery, linked, into, cancellation);
        return null;
    }

    private static ImmutableArray<CsvPerson> Identify(ImmutableArray<CsvPerson> people, KnownSchool known, StagedDelivery into)
    {
        var identities = OndeIdentity.Derive(people, known);
        into.Continuations.AddRange(identities.Continuations);
        return [.. people.Zip(identities.Ids, (person, id) => person with { Entry = person.Entry with { ExternalId = id } })];
    }

    private static async Task<DeliveryRefusal?> ReadAsync(
        Delivery delivery,
        int file,
        ImmutableArray<CsvPerson>.Builder people,
        HashSet<string> unread,
        StagedDelivery into,
        CancellationToken cancellation
    )
    {
        var category = delivery.Files[file].Category;
        using var rows = new CsvRows(delivery.Files[file].Path, issue => Reject(issue, category, into));
        while (rows.Next() is { } row)
        {
            cancellation.ThrowIfCancellationRequested();
            var reading =
                delivery.Feed == DirectorySource.Onde
                    ? OndeEntries.Read(row, category, delivery.Academy)
                    : CsvEntries.Read(row, category, delivery.Academy);
            foreach (var issue in reading.Issues)
            {
                into.Issues.Add(issue);
            }

            if (reading.Person is { } person)
            {
                people.Add(person);
            }
            else
            {
                await into.RejectAsync(category, reading.Id, row.Line, file, cancellation);
                if (reading.Id is { } id)
                {
                    unread.Add(id);
                }
            }

            if (people.Count + unread.Count > MostRows)
            {
                return new(DeliveryRefusal.TooManyRows, rows.File, row.Line);
            }
        }

        return rows.Refusal;
    }

    private static void Reject(ImportIssue malformed, RecordCategory category, StagedDelivery into)
    {
        into.Issues.Add(malformed);
        into.RejectUnnamed(category);
    }

    private static async Task StageAsync(Delivery delivery, LinkedPeople linked, StagedDelivery into, CancellationToken cancellation)
    {
        var school = new SchoolEntry
        {
            ExternalId = delivery.Academy,
            Line = 1,
            Uai = Uai.Parse(delivery.Academy),
        };
        await into.StateAsync(school, 0, cancellation);
        var files = delivery.Files.Select((f, i) => (f.FileName, Index: i, f.Category)).ToArray();
        foreach (var person in linked.People)
        {
            var file = files.First(f => f.FileName == person.File);
            await into.AddAsync(file.Category, person.Entry, file.Index, cancellation);
        }

        foreach (var change in linked.Changes)
        {
            await into.StateAsync(change, 0, cancellation);
        }

        foreach (var issue in linked.Issues)
        {
            into.Issues.Add(issue);
        }

        await into.EndAsync(cancellation);
    }
}
