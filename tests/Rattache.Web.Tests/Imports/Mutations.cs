using System.Text;

namespace Rattache.Web.Tests.Imports;

/// <summary>What happens to files on their way: bytes flip, ends are cut off, lines change places, values swell.</summary>
internal sealed class Mutations(Random dice)
{
    private const int Swollen = 2_000_000;

    /// <returns>A copy of the delivery in which one file has suffered.</returns>
    public string Mutate(string delivery, string into)
    {
        var folder = Path.Combine(into, Path.GetFileName(delivery));
        Directory.CreateDirectory(folder);
        Array.ForEach(Directory.GetFiles(folder), File.Delete);
        var files = Directory.GetFiles(delivery).Order(StringComparer.Ordinal).ToArray();
        var unlucky = dice.Next(files.Length);
        foreach (var (i, file) in files.Index())
        {
            var bytes = File.ReadAllBytes(file);
            File.WriteAllBytes(Path.Combine(folder, Path.GetFileName(file)), i == unlucky ? Mutate(bytes) : bytes);
        }

        return folder;
    }

    private byte[] Mutate(byte[] bytes) =>
        dice.Next(9) switch
        {
            0 => Flipped(bytes, 1),
            1 => Flipped(bytes, 1 + dice.Next(50)),
            2 => bytes[..dice.Next(bytes.Length)],
            3 => Lines(bytes, lines => (lines[dice.Next(lines.Count)], lines[dice.Next(lines.Count)]) = (lines[^1], lines[0])),
            4 => Lines(bytes, lines => lines.RemoveAt(dice.Next(lines.Count))),
            5 => Lines(bytes, lines => lines.Insert(dice.Next(lines.Count), lines[dice.Next(lines.Count)])),
            6 => Inserted(bytes, Enumerable.Repeat((byte)"xX9\"<;&"[dice.Next(7)], dice.Next(Swollen))),
            7 => Inserted(bytes, Enumerable.Range(0, 1 + dice.Next(40)).Select(_ => (byte)dice.Next(256))),
            _ => Inserted(bytes, Encoding.UTF8.GetBytes(Tricks[dice.Next(Tricks.Length)])),
        };

    private static readonly string[] Tricks =
    [
        "<!DOCTYPE x [<!ENTITY y \"z\">]>",
        "&y;",
        "<![CDATA[",
        "]]>",
        "<!--",
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
        "</addRequest></ficAlimMENESR>",
        "<addRequest>",
        "\"",
        ";\";\"",
        "\r\n\r\n\r\n",
        "\0\0\0",
        "\u0001\u0085\u2028\uFEFF",
    ];

    private byte[] Flipped(byte[] bytes, int times)
    {
        var flipped = bytes.ToArray();
        for (var i = 0; i < times; i++)
        {
            flipped[dice.Next(flipped.Length)] ^= (byte)(1 << dice.Next(8));
        }

        return flipped;
    }

    private byte[] Inserted(byte[] bytes, IEnumerable<byte> more)
    {
        var at = dice.Next(bytes.Length);
        return [.. bytes[..at], .. more, .. bytes[at..]];
    }

    private static byte[] Lines(byte[] bytes, Action<List<string>> change)
    {
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').ToList();
        change(lines);
        return Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }
}
