using System.Collections.Immutable;
using System.Globalization;

namespace Rattache.Core.Imports.Aaf;

/// <summary>The values of one record, taken one by one; what is wrong with them gathers as issues.</summary>
internal sealed class AafValues(AafRecord record)
{
    private readonly ImmutableArray<ImportIssue>.Builder issues = ImmutableArray.CreateBuilder<ImportIssue>();

    public ImmutableArray<ImportIssue> Issues => issues.ToImmutable();

    public void Warn(string code, string? detail = null) => Add(code, IssueSeverity.Warning, detail);

    public void Reject(string code, string? detail = null) => Add(code, IssueSeverity.Rejection, detail);

    /// <summary>The values that say something; an empty one is none.</summary>
    public IEnumerable<string> All(string name) =>
        record.Attributes.TryGetValue(name, out var values) ? values.Select(OnOneLine).Where(v => v.Length > 0) : [];

    public string? First(string name) => All(name).FirstOrDefault();

    /// <summary>None, with a warning, where longer than any real one.</summary>
    public string? First(string name, int longest)
    {
        var value = First(name);
        if (value?.Length > longest)
        {
            Warn(IssueCodes.ValueTooLong, name);
            return null;
        }

        return value;
    }

    public DateOnly? Date(string name)
    {
        if (First(name) is not { } value)
        {
            return null;
        }

        if (DateOnly.TryParseExact(value, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Warn(IssueCodes.ImpossibleDate, name);
        return null;
    }

    private void Add(string code, IssueSeverity severity, string? detail) =>
        issues.Add(new(record.File, record.Line, record.Id.Length is 0 ? null : record.Id, code, severity, detail));

    // Nearly every value is on one line already: an academy has tens of millions of them.
    private static string OnOneLine(string value) =>
        IsOnOneLine(value) ? value : string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static bool IsOnOneLine(string value)
    {
        var afterSpace = true;
        foreach (var c in value)
        {
            var isSpace = char.IsWhiteSpace(c);
            if (isSpace && (afterSpace || c != ' '))
            {
                return false;
            }

            afterSpace = isSpace;
        }

        return !afterSpace || value.Length == 0;
    }
}
