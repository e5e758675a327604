namespace Rattache.Web.Data;

/// <summary>A file that its owner alone reads, and that is there whole or not at all.</summary>
internal static class PrivateFile
{
    /// <param name="replace">Takes the place of one of that name.</param>
    /// <exception cref="IOException">There is one of that name, and it is not to be replaced; or the disk would not.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool replace, CancellationToken cancellation)
    {
        var full = Path.GetFullPath(path);
        var draft = DraftIn(Path.GetDirectoryName(full)!);
        try
        {
            SqliteFile.OwnersFile(draft);
            await using (var file = new FileStream(draft, FileMode.Open, FileAccess.Write, FileShare.None))
            {
                await file.WriteAsync(content, cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, full, replace);
        }
        finally
        {
            File.Delete(draft); // gone already, where all went well
        }
    }

    /// <summary>Throws what writing there would, and leaves nothing.</summary>
    public static void TryIn(string folder)
    {
        var draft = DraftIn(folder);
        SqliteFile.OwnersFile(draft);
        File.Delete(draft);
    }

    private static string DraftIn(string folder) => Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
}
