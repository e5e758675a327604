using System.Collections.Immutable;

namespace Rattache.Core.Imports.Aaf;

/// <summary>One <c>addRequest</c> as it stands in its file, not judged yet.</summary>
/// <param name="Category">The value of <c>categoriePersonne</c> or <c>categorieStructure</c>.</param>
/// <param name="Line">Where it begins.</param>
public sealed record AafRecord(string File, int Line, string Category, string Id, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes);

/// <summary>What became of a record: taken as an entry, rejected (no entry), or taken with warnings.</summary>
public sealed record AafReading(DirectoryEntry? Entry, ImmutableArray<ImportIssue> Issues);
