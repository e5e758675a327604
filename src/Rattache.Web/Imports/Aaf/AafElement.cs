using System.Text;
using System.Xml;
using Rattache.Core.Imports.Aaf;

namespace Rattache.Web.Imports.Aaf;

/// <summary>One element of a request, read from its start tag to its end tag.</summary>
internal sealed class AafElement
{
    // No real record comes near; one that does is noise, and must not fill the memory.
    private const int MostCharacters = 1_000_000;

    private readonly char[] chunk = new char[4096];
    private readonly StringBuilder text = new();
    private int characters;

    public AafRecord Read(XmlReader xml, AafRequest request, string file, int line)
    {
        var category = "";
        var id = "";
        var attributes = new Dictionary<string, IReadOnlyList<string>>(24, StringComparer.Ordinal);
        List<string>? values = null;
        characters = 0;
        var end = xml.Depth;
        var part = "";
        var isEmpty = xml.IsEmptyElement;
        while (!isEmpty && xml.Read() && xml.Depth > end)
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element when xml.Depth == end + 1:
                    part = xml.Name;
                    break;
                case XmlNodeType.Element when xml.Name is "attr" or "modification":
                    values = part == "operationalAttributes" ? [] : ValuesOf(attributes, xml.GetAttribute("name") ?? "");
                    break;
                case XmlNodeType.Element when xml.Name is "value" or "id":
                    var isId = xml.Name == "id";
                    var content = xml.IsEmptyElement ? "" : TextOf(xml);
                    if (part == "operationalAttributes")
                    {
                        category = content.Trim();
                    }
                    else if (part == "identifier")
                    {
                        id = content.Trim();
                    }
                    else if (!isId)
                    {
                        values?.Add(content);
                    }

                    break;
            }
        }

        return new(request, file, line, category, id, attributes);
    }

    /// <summary>An element that no version knows: a record of no category, which is warned of and not taken.</summary>
    public static AafRecord Skip(XmlReader xml, string file, int line)
    {
        var name = xml.Name;
        var end = xml.Depth;
        var isEmpty = xml.IsEmptyElement;
        while (!isEmpty && xml.Read() && xml.Depth > end) { }
        return new(AafRequest.Unknown, file, line, name, "", new Dictionary<string, IReadOnlyList<string>>());
    }

    private static List<string> ValuesOf(Dictionary<string, IReadOnlyList<string>> attributes, string name)
    {
        if (attributes.TryGetValue(name, out var there))
        {
            return (List<string>)there;
        }

        var values = new List<string>(1);
        attributes.Add(name, values);
        return values;
    }

    // In chunks, so that a value without end is refused before it fills the memory. Stops on the end tag.
    private string TextOf(XmlReader xml)
    {
        text.Clear();
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                for (int count; (count = xml.ReadValueChunk(chunk, 0, chunk.Length)) > 0; )
                {
                    text.Append(chunk, 0, count);
                    if ((characters += count) > MostCharacters)
                    {
                        var at = (IXmlLineInfo)xml;
                        throw new XmlException("A record of this size is none.", null, at.LineNumber, at.LinePosition);
                    }
                }
            }
        }

        return text.ToString();
    }
}
