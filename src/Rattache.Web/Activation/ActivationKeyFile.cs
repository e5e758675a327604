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
        if (!File.Exists(full))
        {
            Make(full);
        }

        var key = File.ReadAllBytes(full);
        return key.Length == Bytes
            ? key
            : throw new InvalidOperationException($"{path} holds {key.Length} bytes instead of {Bytes}: restore the file from its backup.");
    }

    // Written whole under a name of its own, then given the real one unless somebody else was first: their key counts.
    private static void Make(string path)
    {
        SqliteFile.OwnersFolder(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.NewGuid():N}";
        SqliteFile.OwnersFile(draft);
        using (var file = new FileStream(draft, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            file.Write(RandomNumberGenerator.GetBytes(Bytes));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
