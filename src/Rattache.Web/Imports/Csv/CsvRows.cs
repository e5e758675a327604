using CsvHelper;
using Rattache.Core.Imports;
using Rattache.Core.Imports.Csv;

namespace Rattache.Web.Imports.Csv;

/// <summary>
/// One file, a row at a time. A row is a line: neither format breaks a value over lines, and a quote that never closes then spoils its own
/// line alone. What makes the file unfit as a whole ends the reading and stands in <see cref="Refusal"/>.
/// </summary>
internal sealed class CsvRows : IDisposable
{
    // No real row comes near; one that does is noise, and must not fill the memory.
    private const int LongestRow = 64 * 1024;

    private readonly Action<ImportIssue> malformed;
    private readonly CsvReader reader;
    private readonly char separator;

    /// <param name="path">The file.</param>
    /// <param name="malformed">Told of each row that is no row; the reading goes on.</param>
    public CsvRows(string path, Action<ImportIssue> malformed)
    {
        File = Path.GetFileName(path);
        var dialect = CsvDialect.Of(path);
        separator = dialect.Separator;
        var isHeaderSound = true;
        this.malformed = _ => isHeaderSound = false;
        reader = CsvReader.FromFile(
            path,
            new()
            {
                Separator = dialect.Separator,
                Encoding = dialect.Encoding,
                HasHeader = false,
                AllowLineBreaksInQuotes = false,
                MalformedData = CsvMalformedDataHandling.Skip,
                OnMalformedRecord = Tell,
                MaxRecordSize = LongestRow,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
            }
        );
        Header = new(Read() && isHeaderSound ? reader.Current.ToArray() : []);
        this.malformed = malformed;
    }

    public string File { get; }

    /// <summary>Of no column where the first row cannot be read.</summary>
    public CsvHeader Header { get; }

    public DeliveryRefusal? Refusal { get; private set; }

    /// <summary>The next row; null at the end, or where the file is refused.</summary>
    public CsvRecord? Next()
    {
        while (Read())
        {
            var fields = reader.Current.ToArray();
            if (!fields.All(string.IsNullOrWhiteSpace)) // a spreadsheet leaves such rows below the last one
            {
                return new(File, (int)reader.LineNumber, Header, fields);
            }
        }

        return null;
    }

    private bool Read()
    {
        try
        {
            return Refusal is null && reader.Read();
        }
        catch (CsvFormatException e)
        {
            Refusal = new(DeliveryRefusal.RowTooLong, File, (int)e.LineNumber); // all else that is malformed is skipped
            return false;
        }
    }

    private void Tell(CsvMalformedRecord record) =>
        malformed(
            new(
                File,
                (int)record.LineNumber,
                null,
                record.RawRecord.TrimEnd('\r', '\n').Split(separator).Any(IsOpen) ? IssueCodes.OpenQuote : IssueCodes.StrayQuote,
                IssueSeverity.Rejection
            )
        );

    // The reader names what it met first: where a quote does not close, that is the next one, which it takes for the closing.
    private static bool IsOpen(string field) => field.StartsWith('"') && field.Count(c => c == '"') == 1;

    public void Dispose() => reader.Dispose();
}
