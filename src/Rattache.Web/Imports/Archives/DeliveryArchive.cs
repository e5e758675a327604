using System.Formats.Tar;
using System.IO.Compression;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Archives;

/// <summary>
/// A <c>.zip</c> or a <c>.tar.gz</c>, told by its first bytes, opened into a folder: that of the archive's name, so that
/// one named after a school names it. Links, paths that lead out, and bombs refuse it whole.
/// </summary>
internal sealed class DeliveryArchive(string path, ArchiveSettings limits)
{
    private const int UnixTypes = 0xF000;
    private const int UnixFile = 0x8000;
    private const int UnixFolder = 0x4000;
    private static readonly string[] Endings = [".zip", ".tar.gz", ".tgz"];

    private readonly ArchiveMeasure measure = new(limits, new FileInfo(path).Length);

    public static bool Is(string path) => File.Exists(path) && HeadOf(path) is "PK\u0003\u0004" or "PK\u0005\u0006" or [(char)0x1f, (char)0x8b, ..];

    public string FileName => Path.GetFileName(path);

    /// <returns>The folder, below <paramref name="into"/>; or why the archive is refused, and then its folder may hold a part of it.</returns>
    public (string Folder, DeliveryRefusal? Refusal) Open(string into, CancellationToken cancellation)
    {
        var folder = Path.Combine(into, Stem);
        SqliteFile.OwnersFolder(folder);
        try
        {
            var isZip = HeadOf(path).StartsWith("PK", StringComparison.Ordinal);
            var code = isZip ? OpenZip(folder, cancellation) : OpenTar(folder, cancellation);
            return (folder, code is null ? null : new(code, FileName));
        }
        catch (ArchiveLimitException e)
        {
            return (folder, new(e.Code, FileName));
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException)
        {
            return (folder, new(DeliveryRefusal.ArchiveBroken, FileName));
        }
    }

    private string Stem
    {
        get
        {
            var ending = Endings.FirstOrDefault(e => FileName.EndsWith(e, StringComparison.OrdinalIgnoreCase)) ?? "";
            var stem = FileName[..^ending.Length].Trim('.', ' ');
            return stem.Length == 0 ? "archive" : stem;
        }
    }

    private string? OpenZip(string folder, CancellationToken cancellation)
    {
        using var zip = ZipFile.OpenRead(path);
        foreach (var entry in zip.Entries)
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.IsEncrypted)
            {
                return DeliveryRefusal.ArchiveBroken;
            }

            // The high half is the mode, where a Unix made the archive.
            var isOther = ((entry.ExternalAttributes >> 16) & UnixTypes) is not (0 or UnixFile or UnixFolder);
            if (Take(entry.FullName, isOther, () => new MeasuredStream(entry.Open(), measure), folder) is { } code)
            {
                return code;
            }
        }

        return null;
    }

    private string? OpenTar(string folder, CancellationToken cancellation)
    {
        using var unpacked = new MeasuredStream(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), measure);
        using var tar = new TarReader(unpacked);
        while (tar.GetNextEntry() is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            if (entry.EntryType == TarEntryType.GlobalExtendedAttributes)
            {
                continue;
            }

            var isFolder = entry.EntryType == TarEntryType.Directory;
            var isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile;
            var name = isFolder ? entry.Name + "/" : entry.Name;
            if (Take(name, !isFile && !isFolder, () => entry.DataStream ?? Stream.Null, folder) is { } code)
            {
                return code;
            }
        }

        return null;
    }

    /// <returns>The code of what is wrong with it.</returns>
    private string? Take(string name, bool isLinkOrDevice, Func<Stream> open, string folder)
    {
        measure.AddEntry();
        if (isLinkOrDevice)
        {
            return DeliveryRefusal.ArchiveLink;
        }

        if (PackedName.Escapes(name))
        {
            return DeliveryRefusal.ArchiveEscapes;
        }

        if (PackedName.Of(name) is not { } packed)
        {
            return null;
        }

        var target = Path.Combine(folder, packed.Folder, packed.File);
        if (Path.Exists(target))
        {
            return DeliveryRefusal.ArchiveTwice;
        }

        SqliteFile.OwnersFolder(Path.GetDirectoryName(target)!);
        using var from = open();
        using var to = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        from.CopyTo(to);
        return null;
    }

    private static string HeadOf(string path)
    {
        var bytes = new byte[4];
        using var file = File.OpenRead(path);
        return System.Text.Encoding.Latin1.GetString(bytes, 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }
}
