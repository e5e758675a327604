using System.Text;

namespace Rattache.Web.Tests.Imports.Csv;

/// <summary>The samples' CSV files as lines, counted and changed without our reader. No value of theirs holds a delimiter or a line break.</summary>
internal static class SampleCsv
{
    static SampleCsv() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Windows1252 => Encoding.GetEncoding(1252);

    public static string Onde => Samples.Of("onde/0610101D");

    public static string OndeNext => Samples.Of("onde-next/0610101D");

    public static string WithIds => Samples.Of("csv/0350202E");

    public static string[] Lines(string folder, string file) => File.ReadAllLines(Path.Combine(folder, file), EncodingOf(folder));

    public static string[][] Rows(string folder, string file) =>
        [.. Lines(folder, file).Skip(1).Select(line => line.Split(';').Select(field => field.Trim('"')).ToArray())];

    /// <summary>A copy whose lines, the header included, are those that are made of the original's.</summary>
    public static string Copy(string folder, string into, Func<string[], IEnumerable<string>> change, Encoding? encoding = null)
    {
        var target = Directory.CreateDirectory(Path.Combine(into, Guid.NewGuid().ToString("N"), Path.GetFileName(folder))).FullName;
        foreach (var file in Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!))
        {
            File.WriteAllText(
                Path.Combine(target, file),
                string.Concat(change(Lines(folder, file)).Select(line => line + "\r\n")),
                encoding ?? EncodingOf(folder)
            );
        }

        return target;
    }

    private static Encoding EncodingOf(string folder) =>
        folder.Contains("onde", StringComparison.Ordinal) || folder.Contains("0610101D", StringComparison.Ordinal) ? Windows1252 : Encoding.UTF8;
}
