namespace Rattache.Web.Data;

/// <summary>A lock between processes of one machine that a killed process cannot leave behind: an open file.</summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream file;

    private FileLock(FileStream file) => this.file = file;

    /// <exception cref="TimeoutException">Another process has held it for five minutes.</exception>
    public static async Task<FileLock> TakeAsync(string path, CancellationToken cancellation)
    {
        SqliteFile.OwnersFile(path);
        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromMinutes(5); waited += Pause)
        {
            if (TryOpen(path) is { } file)
            {
                return new FileLock(file);
            }

            await Task.Delay(Pause, cancellation);
        }

        throw new TimeoutException($"{path} is held by another process.");
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException)) // not its kin: missing file, missing folder
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();
}
