using System.Text;
using System.Xml;
using Rattache.Core.Imports.Aaf;

namespace Rattache.Web.Imports.Aaf;

/// <summary>
/// One file, a record at a time, so that memory does not grow with it. No DTD is read, no entity expanded, no name looked
/// up. What makes the file unfit as a whole ends the reading and stands in <see cref="Refusal"/>.
/// </summary>
internal sealed class AafReader : IDisposable
{
    private const string Root = "ficAlimMENESR";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        CloseInput = true,
    };

    private readonly string path;
    private readonly bool isDelta;
    private readonly FileStream stream;
    private readonly XmlReader xml;
    private readonly AafElement element = new();
    private bool begun;

    // ISO-8859-15 and its kin, which the field declares.
    static AafReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="path">The file.</param>
    /// <param name="isDelta">Changes and withdrawals are part of it; in a full delivery they are not.</param>
    public AafReader(string path, bool isDelta = false)
    {
        this.path = path;
        this.isDelta = isDelta;
        File = Path.GetFileName(path);
        stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        xml = XmlReader.Create(stream, Settings);
    }

    public string File { get; }

    /// <summary>Bytes read so far, some of them ahead.</summary>
    public long Position => stream.Position;

    public AafHead Head { get; private set; } = AafHead.Unsaid;

    public DeliveryRefusal? Refusal { get; private set; }

    /// <summary>The next record; null at the end, or where the file is refused.</summary>
    public AafRecord? Next()
    {
        try
        {
            return Refusal is null ? NextRecord() : null;
        }
        catch (XmlException e)
        {
            Refusal = Malformed(e);
            return null;
        }
    }

    private AafRecord? NextRecord()
    {
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Comment && xml.Depth <= 1)
            {
                Head = Head.With(xml.Value);
            }
            else if (xml.NodeType == XmlNodeType.Element && !begun)
            {
                begun = true;
                if (xml.Name != Root)
                {
                    Refusal = new(DeliveryRefusal.OtherXml, File, Detail: xml.Name);
                    return null;
                }
            }
            else if (xml.NodeType == XmlNodeType.Element)
            {
                var request = RequestOf(xml.Name);
                if (request is AafRequest.Modify or AafRequest.Delete && !isDelta)
                {
                    Refusal = new(DeliveryRefusal.ChangeInFull, File, Line);
                    return null;
                }

                return request == AafRequest.Unknown ? AafElement.Skip(xml, File, Line) : element.Read(xml, request, File, Line);
            }
        }

        return null;
    }

    private static AafRequest RequestOf(string element) =>
        element switch
        {
            "addRequest" => AafRequest.Add,
            "modifyRequest" => AafRequest.Modify,
            "deleteRequest" => AafRequest.Delete,
            _ => AafRequest.Unknown,
        };

    private int Line => ((IXmlLineInfo)xml).LineNumber;

    // XmlException tells its causes apart by message alone, so the file is asked: its end, and its bytes.
    private DeliveryRefusal Malformed(XmlException e)
    {
        var (line, column) = (e.LineNumber, e.LinePosition);
        if (e.InnerException is ArgumentException || IsBadEncoding(e))
        {
            return new(DeliveryRefusal.Encoding, File, line, column);
        }

        return new(HasEnd() ? DeliveryRefusal.Malformed : DeliveryRefusal.Truncated, File, line, column);
    }

    private static bool IsBadEncoding(XmlException e) => e.Message.StartsWith("Invalid character in the given encoding", StringComparison.Ordinal);

    private bool HasEnd()
    {
        using var file = System.IO.File.OpenRead(path);
        file.Seek(-Math.Min(file.Length, 1024), SeekOrigin.End);
        using var tail = new StreamReader(file, Encoding.Latin1);
        return tail.ReadToEnd().Replace("\0", "", StringComparison.Ordinal).TrimEnd().EndsWith($"</{Root}>", StringComparison.Ordinal);
    }

    public void Dispose() => xml.Dispose();
}
