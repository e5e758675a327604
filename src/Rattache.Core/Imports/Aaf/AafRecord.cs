using System.Collections.Immutable;

namespace Rattache.Core.Imports.Aaf;

/// <summary>One request as it stands in its file, not judged yet.</summary>
/// <param name="Category">The value of <c>categoriePersonne</c> or <c>categorieStructure</c>.</param>
/// <param name="Line">Where it begins.</param>
/// <param name="Attributes">All that the record says; of a change, what it replaces; of a withdrawal, none.</param>
public sealed record AafRecord(
    AafRequest Request,
    string File,
    int Line,
    string Category,
    string Id,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes
);

public enum AafRequest
{
    /// <summary><c>addRequest</c>: the whole record.</summary>
    Add = 1,

    /// <summary><c>modifyRequest</c>, in deltas only.</summary>
    Modify,

    /// <summary><c>deleteRequest</c>, in deltas only.</summary>
    Delete,

    /// <summary>An element that no version known here has.</summary>
    Unknown,
}

/// <summary>What became of a record: taken as an entry, rejected (no entry), or taken with warnings.</summary>
public sealed record AafReading(DirectoryEntry? Entry, ImmutableArray<ImportIssue> Issues);
