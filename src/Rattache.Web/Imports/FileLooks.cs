using System.Text;
using System.Text.RegularExpressions;

namespace Rattache.Web.Imports;

/// <summary>What a file looks like from its first bytes, so that what is no delivery is refused by its name.</summary>
internal static partial class FileLooks
{
    private const int Head = 16 * 1024;

    /// <summary>Null where it looks like AAF; its own reader has the last word. Text that is no XML may be CSV, which its header decides.</summary>
    public static DeliveryRefusal? Judge(string path)
    {
        var bytes = new byte[Head];
        using var file = File.OpenRead(path);
        var head = bytes.AsSpan(0, file.ReadAtLeast(bytes, Head, throwOnEndOfStream: false));
        return CodeOf(head) is { } code ? new(code, Path.GetFileName(path)) : null;
    }

    private static string? CodeOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("PK\x03\x04"u8) || head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            return DeliveryRefusal.Archive;
        }

        var isUtf16 = head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]);
        var text = (isUtf16 ? Encoding.Unicode : Encoding.Latin1).GetString(head).TrimStart('\u00ef', '\u00bb', '\u00bf').Trim();
        if (text.Length == 0)
        {
            return DeliveryRefusal.Empty;
        }

        if (!isUtf16 && head.Contains((byte)0))
        {
            return DeliveryRefusal.Binary;
        }

        return WebPage().IsMatch(text) ? DeliveryRefusal.WebPage
            : !text.StartsWith('<') ? DeliveryRefusal.OtherText
            : Entities().IsMatch(text) ? DeliveryRefusal.Entities
            : null;
    }

    // Each comment as one whole: a head of forty comments would otherwise be read as two comments, as three, as any of 2^40 ways.
    [GeneratedRegex(@"^\s*(<\?xml[^>]*>\s*)?(?><!--.*?-->\s*)*(<!doctype\s+html|<html)", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex WebPage();

    // The reader refuses any reference to an entity anyway, since it reads no declaration; this gives the clear sentence.
    [GeneratedRegex(@"<!DOCTYPE[^>\[]*\[[^\]]*<!ENTITY", RegexOptions.Singleline)]
    private static partial Regex Entities();
}
