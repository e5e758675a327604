using System.Collections.Immutable;
using Rattache.Core.Accounts;

namespace Rattache.Core.Imports.Csv;

/// <summary>One row as it stands in its file.</summary>
/// <param name="Line">Of the file as an editor counts them, the header included.</param>
/// <param name="Fields">May be fewer than the header names: what is not there is empty.</param>
public sealed record CsvRecord(string File, int Line, CsvHeader Header, IReadOnlyList<string> Fields);

/// <param name="Person">Null where the row is not taken.</param>
/// <param name="Id">The row's identifier, taken or not; null where it has none.</param>
public sealed record CsvReading(CsvPerson? Person, string? Id, ImmutableArray<ImportIssue> Issues);

/// <summary>What one row states: somebody, and the children that it names.</summary>
/// <param name="Entry">Without external id where the feed has none, and without links, which the relatives' rows state.</param>
public sealed record CsvPerson(string File, PersonEntry Entry, ImmutableArray<NamedChild> Children)
{
    public AccountKind Kind => Entry.Kind;
}

/// <summary>A child as the row of a relative names it.</summary>
public abstract record NamedChild
{
    private NamedChild() { }

    public sealed record ById(string Id) : NamedChild;

    public sealed record ByName(string FamilyName, string? UsageName, string FirstName, string? ClassName) : NamedChild;
}
