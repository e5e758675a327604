using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Rattache.Core.Imports.Csv;

/// <summary>The values of one row, taken one by one; what is wrong with them gathers as issues.</summary>
internal sealed class CsvValues(CsvRecord record, string? id)
{
    private static readonly string[] DateShapes = ["yyyy-MM-dd", "dd/MM/yyyy"];

    private readonly ImmutableArray<ImportIssue>.Builder issues = ImmutableArray.CreateBuilder<ImportIssue>();

    public ImmutableArray<ImportIssue> Issues => issues.ToImmutable();

    public void Warn(string code, string? detail = null) => Add(code, IssueSeverity.Warning, detail);

    public void Reject(string code, string? detail = null) => Add(code, IssueSeverity.Rejection, detail);

    /// <summary>The value of a column; null where it is empty or the row ends before it.</summary>
    public string? First(CsvColumn column) => record.Header.All(column) is [var at, ..] ? At(record, at) : null;

    /// <summary>None, with a warning, where longer than any real one.</summary>
    public string? First(CsvColumn column, int longest)
    {
        var value = First(column);
        if (value?.Length > longest)
        {
            Warn(IssueCodes.ValueTooLong, column.Name);
            return null;
        }

        return value;
    }

    /// <summary>The values of a repeated column, empty ones included: the same place in several columns is one group.</summary>
    public ImmutableArray<string?> All(CsvColumn column) => [.. record.Header.All(column).Select(at => At(record, at))];

    public DateOnly? Date(CsvColumn column)
    {
        if (First(column) is not { } value)
        {
            return null;
        }

        if (DateOnly.TryParseExact(value, DateShapes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Warn(IssueCodes.ImpossibleDate, column.Name);
        return null;
    }

    public static string? At(CsvRecord record, int index) => index < record.Fields.Count ? OnOneLine(record.Fields[index]) : null;

    private void Add(string code, IssueSeverity severity, string? detail) => issues.Add(new(record.File, record.Line, id, code, severity, detail));

    // Control characters, halves of characters and characters that are none say nothing, and a database refuses some of them.
    private static string? OnOneLine(string value)
    {
        var sound = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            sound.Append(Rune.IsControl(rune) || rune == Rune.ReplacementChar || (rune.Value & 0xfffe) == 0xfffe ? " " : rune.ToString());
        }

        var said = string.Join(' ', sound.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return said.Length == 0 ? null : said;
    }
}
