using System.Formats.Tar;
using System.IO.Compression;

namespace Rattache.Web.Tests.Imports.Archives;

/// <summary>Archives as deliveries come in them, and as nobody should send them.</summary>
internal static class Packed
{
    private const int Link = unchecked((int)0xA1FF0000);

    public static string Zip(string into, params (string Name, string From)[] files)
    {
        using var zip = ZipFile.Open(into, ZipArchiveMode.Create);
        foreach (var (name, from) in files)
        {
            zip.CreateEntryFromFile(from, name);
        }

        return into;
    }

    public static string TarGz(string into, params (string Name, string From)[] files)
    {
        using var tar = new TarWriter(new GZipStream(File.Create(into), CompressionLevel.Fastest), TarEntryFormat.Pax);
        foreach (var (name, from) in files)
        {
            tar.WriteEntry(from, name);
        }

        return into;
    }

    /// <summary>An entry whose content is the target, as Unix zips write links.</summary>
    public static string ZipOfALink(string into)
    {
        using var zip = ZipFile.Open(into, ZipArchiveMode.Create);
        var entry = zip.CreateEntry("ENT_x_Complet_20260901_Eleve_0000.xml");
        entry.ExternalAttributes = Link;
        using var content = new StreamWriter(entry.Open());
        content.Write("/etc/passwd");
        return into;
    }

    public static string TarOf(string into, TarEntryType type)
    {
        using var tar = new TarWriter(new GZipStream(File.Create(into), CompressionLevel.Fastest), TarEntryFormat.Pax);
        tar.WriteEntry(new PaxTarEntry(type, "ENT_x_Complet_20260901_Eleve_0000.xml") { LinkName = "/etc/passwd" });
        return into;
    }

    /// <summary>Zeros, which take a thousandth of their room.</summary>
    public static string ZipOfZeros(string into, int mebibytes)
    {
        using var zip = ZipFile.Open(into, ZipArchiveMode.Create);
        using var zeros = zip.CreateEntry("ENT_x_Complet_20260901_Eleve_0000.xml").Open();
        Fill(zeros, mebibytes);
        return into;
    }

    public static string TarOfZeros(string into, int mebibytes)
    {
        using var gzip = new GZipStream(File.Create(into), CompressionLevel.SmallestSize);
        using var tar = new TarWriter(gzip, TarEntryFormat.Pax);
        using var zeros = new MemoryStream(new byte[mebibytes << 20]);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "ENT_x_Complet_20260901_Eleve_0000.xml") { DataStream = zeros });
        return into;
    }

    /// <summary>The first bit of each entry's flags, in the directory at the end (APPNOTE 4.4.4).</summary>
    public static string SaidToBeEncrypted(string zip)
    {
        var bytes = File.ReadAllBytes(zip);
        for (var i = 0; i < bytes.Length - 9; i++)
        {
            if (bytes.AsSpan(i).StartsWith("PK\u0001\u0002"u8))
            {
                bytes[i + 8] |= 1;
            }
        }

        File.WriteAllBytes(zip, bytes);
        return zip;
    }

    /// <summary>The files of a sample under the names of an archive.</summary>
    public static (string Name, string From)[] Of(string sample, string under = "") =>
        [.. Directory.GetFiles(Samples.Of(sample)).Select(file => (under + Path.GetFileName(file), file))];

    private static void Fill(Stream stream, int mebibytes)
    {
        var mebibyte = new byte[1 << 20];
        for (var i = 0; i < mebibytes; i++)
        {
            stream.Write(mebibyte);
        }
    }
}
