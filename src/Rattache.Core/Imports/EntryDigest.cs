using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Rattache.Core.Imports;

/// <summary>
/// What a record says, as 16 bytes of its SHA-256: where they are those of last time, there is nothing to write. Where the record
/// stands, its line, says nothing, nor does the order of its places and links. One instance serves one thread.
/// </summary>
public sealed class EntryDigest
{
    public const int Length = 16;

    // To be raised when a record that says the same is to be written otherwise: then all are compared once more.
    private const int Meaning = 1;

    private readonly ArrayBufferWriter<byte> said = new(1024);

    /// <param name="person">A whole record: a change says too little to be known by it.</param>
    /// <exception cref="ArgumentException">It is not whole.</exception>
    public byte[] Of(PersonEntry person)
    {
        if (person.Stated != PersonFields.All)
        {
            throw new ArgumentException("A change has no digest.", nameof(person));
        }

        said.ResetWrittenCount();
        Add(Meaning);
        Add((int)person.Kind);
        Add(person.FirstName);
        Add(person.LastName);
        Add(person.BirthName);
        Add(person.BirthDate?.DayNumber ?? -1);
        Add(person.Ine);
        Add(person.Email);
        Add(person.HomePhone);
        Add(person.MobilePhone);
        AddPlaces(person.Places);
        AddLinks(person.Links);
        Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(said.WrittenSpan, whole);
        return whole[..Length].ToArray();
    }

    private void AddPlaces(ImmutableArray<PlaceEntry> places)
    {
        Add(places.Length);
        foreach (var place in places.Sort(static (one, other) => string.CompareOrdinal(one.School, other.School)))
        {
            Add(place.School);
            Add(place.ClassName);
            Add(place.Heads ? 1 : 0);
            Add((int)place.Basis);
        }
    }

    private void AddLinks(ImmutableArray<LinkEntry> links)
    {
        Add(links.Length);
        foreach (var link in links.Sort(static (one, other) => string.CompareOrdinal(one.Relative, other.Relative)))
        {
            Add(link.Relative);
            Add((int)link.Kind);
            Add((int)link.Authority);
        }
    }

    private void Add(int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(said.GetSpan(sizeof(int)), number);
        said.Advance(sizeof(int));
    }

    // With its length, so that no two ways to cut the same letters into values read alike.
    private void Add(string? text)
    {
        Add(text?.Length ?? -1);
        if (text is not null)
        {
            Encoding.UTF8.GetBytes(text, said);
        }
    }
}
