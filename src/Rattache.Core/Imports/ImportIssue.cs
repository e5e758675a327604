namespace Rattache.Core.Imports;

/// <summary>What is wrong with one record or one value of it. Says where, never what it holds: a report may be kept and sent.</summary>
/// <param name="Id">The record's external id, where it has one.</param>
/// <param name="Code">A stable code of <see cref="IssueCodes"/>.</param>
/// <param name="Detail">The attribute, or the identifier that the record names.</param>
public sealed record ImportIssue(string File, int Line, string? Id, string Code, IssueSeverity Severity, string? Detail = null);

public enum IssueSeverity
{
    /// <summary>The record is kept, without the value in question.</summary>
    Warning = 1,

    /// <summary>The record, or the link, is not taken.</summary>
    Rejection = 2,
}
