using System.Text;

namespace Rattache.Web.Imports.Csv;

/// <summary>How a CSV file is written, which no file says: UTF-8 if its bytes are valid UTF-8, else windows-1252; the delimiter that its header uses most.</summary>
internal sealed record CsvDialect(Encoding Encoding, char Separator)
{
    private const int Head = 64 * 1024;
    private const int Windows1252 = 1252;
    private static readonly char[] Separators = [';', ',', '\t'];

    static CsvDialect() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static CsvDialect Of(string path)
    {
        using var file = File.OpenRead(path);
        var head = new byte[Head];
        var read = file.ReadAtLeast(head, Head, throwOnEndOfStream: false);
        var encoding =
            head.AsSpan().StartsWith(Encoding.Unicode.Preamble) ? Encoding.Unicode
            : head.AsSpan().StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.BigEndianUnicode
            : IsUtf8(file) ? Encoding.UTF8
            : Encoding.GetEncoding(Windows1252);
        var header = encoding.GetString(head, 0, read).TrimStart('\ufeff', '\r', '\n').Split('\r', '\n')[0];
        return new(encoding, Separators.MaxBy(separator => header.Count(c => c == separator)));
    }

    // The whole of it: the first accent may be far down.
    private static bool IsUtf8(FileStream file)
    {
        file.Position = 0;
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var (bytes, chars) = (new byte[Head], new char[Head + 1]);
        try
        {
            for (int read; (read = file.Read(bytes)) > 0; )
            {
                decoder.GetChars(bytes.AsSpan(0, read), chars, flush: false);
            }

            decoder.GetChars([], chars, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false; // this is the question that was asked
        }
    }
}
