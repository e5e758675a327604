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
        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromMinutes(5); waited += Pause)
        {
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            await Task.Delay(Pause, cancellation);
        }

        throw new TimeoutException($"{path} is held by another process.");
    }

    /// <summary>Null where somebody holds it, another process or this one.</summary>
    public static FileLock? TryTake(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileLock(new FileStream(path, options));
        }
        catch (IOException e) when (e.GetType() == typeof(IOException)) // not its kin: missing file, missing folder
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();
}
