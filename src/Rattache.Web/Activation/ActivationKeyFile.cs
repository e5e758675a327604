using System.Security.Cryptography;
using Rattache.Web.Data;

namespace Rattache.Web.Activation;

/// <summary>The key that first-time codes are sealed under. It lies outside the database, which alone opens nothing.</summary>
internal static class ActivationKeyFile
{
    public const string Default = "data/activation.key";
    private const int Bytes = 32;

    /// <summary>Reads the key; on first use makes it, readable by its owner alone. Processes that make it at once have the same.</summary>
    /// <exception cref="OperatorException">The file holds no key.</exception>
    /// <exception cref="TimeoutException">Another process has been making it for five minutes.</exception>
    public static async Task<byte[]> LoadAsync(string path)
    {
        var full = Path.GetFullPath(path);
        if (!File.Exists(full))
        {
            await MakeAsync(full);
        }

        var key = await File.ReadAllBytesAsync(full);
        return key.Length == Bytes ? key : throw new OperatorException("commands.trouble-key", [path, key.Length, Bytes]);
    }

    // One at a time: File.Move looks whether the name is free, then moves, so that two at once could both find it free.
    private static async Task MakeAsync(string path)
    {
        SqliteFile.OwnersFolder(Path.GetDirectoryName(path)!);
        using var alone = await FileLock.TakeAsync($"{path}.making", CancellationToken.None);
        if (!File.Exists(path))
        {
            await PrivateFile.WriteAsync(path, RandomNumberGenerator.GetBytes(Bytes), replace: false, CancellationToken.None);
        }
    }
}
