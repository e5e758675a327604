using System.Security.Cryptography;
using Rattache.Web.Data;

namespace Rattache.Web.Activation;

/// <summary>The key that first-time codes are sealed under. It lies outside the database, which alone opens nothing.</summary>
internal static class ActivationKeyFile
{
    public const string Default = "data/activation.key";
    private const int Bytes = 32;

    /// <summary>Reads the key; on first use makes it, readable by its owner alone.</summary>
    /// <exception cref="InvalidOperationException">The file holds no key.</exception>
    public static byte[] Load(string path)
    {
        var full = Path.GetFullPath(path);
        var key = Alone(() => File.Exists(full) && new FileInfo(full).Length > 0 ? File.ReadAllBytes(full) : LoadOrMake(full));
        return key.Length == Bytes
            ? key
            : throw new InvalidOperationException($"{path} holds {key.Length} bytes instead of {Bytes}: restore the file from its backup.");
    }

    // Alone with the file (advisory lock), so that of two processes starting at once one makes the key and the other reads it.
    private static byte[] LoadOrMake(string path)
    {
        SqliteFile.OwnersFolder(Path.GetDirectoryName(path)!);
        SqliteFile.OwnersFile(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        var key = new byte[Math.Max(file.Length, Bytes)];
        if (file.Length > 0)
        {
            file.ReadExactly(key);
            return key;
        }

        RandomNumberGenerator.Fill(key);
        file.Write(key);
        file.Flush(flushToDisk: true);
        return key;
    }

    // Somebody else is making it: a moment later it is there.
    private static byte[] Alone(Func<byte[]> load)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return load();
            }
            catch (IOException e) when (tries < 100 && e.GetType() == typeof(IOException)) // not its kin: missing file, missing folder
            {
                Thread.Sleep(20);
            }
        }
    }
}
