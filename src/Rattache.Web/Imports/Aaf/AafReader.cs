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
    private readonly XmlReader xml;
    private readonly AafElement element = new();
    private bool begun;

    // ISO-8859-15 and its kin, which the field declares.
    static AafReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public AafReader(string path)
    {
        this.path = path;
        File = Path.GetFileName(path);
        xml = XmlReader.Create(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), Settings);
    }

    public string File { get; }

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
                if (xml.Name is "modifyRequest" or "deleteRequest")
                {
                    Refusal = new(DeliveryRefusal.Delta, File, Line);
                    return null;
                }

                return xml.Name == "addRequest" ? element.Read(xml, File, Line) : AafElement.Skip(xml, File, Line);
            }
        }

        return null;
    }

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
