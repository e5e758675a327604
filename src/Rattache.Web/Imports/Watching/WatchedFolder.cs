using Rattache.Web.Data;

namespace Rattache.Web.Imports.Watching;

/// <summary>
/// The folder that deliveries arrive in: each file, archive or folder in it is one. What has been taken goes to
/// <c>archive</c> in it, what was refused to <c>refused</c>, each with its report, over nothing that is there. While it is taken it lies
/// in <c>.taking</c>: what cannot be moved is not taken at all, since it would be again and again.
/// </summary>
internal sealed class WatchedFolder(string path)
{
    public const string Archive = "archive";
    public const string Refused = "refused";
    private const string Taking = ".taking";
    private static readonly string[] Ours = [Archive, Refused];
    private static readonly string[] Unfinished = [".part", ".tmp", ".filepart", "~"];

    /// <summary>Makes what is missing, for its owner alone; folders that exist keep their modes, so that others may deliver.</summary>
    public void Prepare()
    {
        SqliteFile.OwnersFolder(path);
        SqliteFile.OwnersFolder(Path.Combine(path, Archive));
        SqliteFile.OwnersFolder(Path.Combine(path, Refused));
        SqliteFile.OwnersFolder(Path.Combine(path, Taking));
    }

    /// <summary>Null while another process watches.</summary>
    public FileLock? TryTakeTurn() => FileLock.TryTake(Path.Combine(path, ".rattache.lock"));

    /// <summary>Deliveries that may be under way still, the oldest first; before all of them what was taken and could not be set aside.</summary>
    public IReadOnlyList<WatchedDelivery> Deliveries()
    {
        PutBackWhatIsNone();
        var left = In(Path.Combine(path, Taking));
        return left.Count > 0 ? left : In(path);
    }

    /// <summary>Where it is taken from; null if it cannot be moved there, as it could not be set aside afterwards.</summary>
    public string? TryTake(string child)
    {
        var target = Path.Combine(path, Taking, Path.GetFileName(child));
        if (child == target)
        {
            return target; // by a process that died
        }

        try
        {
            Directory.Move(child, target); // a file too
            return target;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What was taken waits in the folder again.</summary>
    public void PutBack(string taken)
    {
        if (Path.Exists(taken))
        {
            Directory.Move(taken, Free(Path.Combine(path, Path.GetFileName(taken))));
        }
    }

    // Somebody went on writing into what a process that died had taken.
    private void PutBackWhatIsNone()
    {
        foreach (var child in Directory.GetFileSystemEntries(Path.Combine(path, Taking)).Where(child => Look(child) is not { IsReadable: true }))
        {
            PutBack(child);
        }
    }

    private static List<WatchedDelivery> In(string folder) =>
        [
            .. Directory
                .EnumerateFileSystemEntries(folder)
                .Where(child => !IsUnfinished(child) && !Ours.Contains(Path.GetFileName(child)))
                .Select(Look)
                .OfType<WatchedDelivery>()
                .OrderBy(delivery => delivery.ChangedAt)
                .ThenBy(delivery => delivery.Path, StringComparer.Ordinal),
        ];

    /// <summary>Null for what is no delivery: a link leads elsewhere, and what has an unfinished name in it is still on its way.</summary>
    public static WatchedDelivery? Look(string child)
    {
        try
        {
            FileSystemInfo top = Directory.Exists(child) ? new DirectoryInfo(child) : new FileInfo(child);
            var all = top is DirectoryInfo folder ? folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Prepend(top).ToList() : [top];
            if (all.Any(entry => entry.LinkTarget is not null || entry is FileInfo && IsUnfinished(entry.FullName) && !IsOfMacOs(entry.Name)))
            {
                return null;
            }

            // As seen from the top, and without the times of folders, which say no more than the names in them: moving it changes nothing.
            var states = all.Select(entry => entry is FileInfo file ? $"{From(file)}|{file.Length}|{file.LastWriteTimeUtc.Ticks}" : From(entry));
            return new(child, string.Join('\n', states.Order(StringComparer.Ordinal)), all.Max(entry => entry.LastWriteTimeUtc));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(child, "", DateTime.MinValue);
        }

        string From(FileSystemInfo entry) => Path.GetRelativePath(child, entry.FullName);
    }

    /// <summary>The report first: a process killed between the two leaves a delivery that is recognized, and a report too many.</summary>
    public async Task SetAsideAsync(string child, string place, byte[] report, CancellationToken cancellation)
    {
        var target = Free(Path.Combine(path, place, Path.GetFileName(child)));
        await PrivateFile.WriteAsync(ReportOf(target), report, replace: false, cancellation);
        try
        {
            Directory.Move(child, target);
        }
        catch
        {
            File.Delete(ReportOf(target)); // or there would be one more each time that this is tried again
            throw;
        }
    }

    private static string Free(string target) =>
        Enumerable
            .Range(1, int.MaxValue)
            .Select(n => n == 1 ? target : $"{target}.{n}")
            .First(name => !Path.Exists(name) && !Path.Exists(ReportOf(name)));

    private static string ReportOf(string target) => target + ".json";

    // Hidden, and there to stay: other hidden names are those under which rsync writes.
    private static bool IsOfMacOs(string name) => name == ".DS_Store" || name.StartsWith("._", StringComparison.Ordinal);

    private static bool IsUnfinished(string child)
    {
        var name = Path.GetFileName(child);
        return name.StartsWith('.') || name.StartsWith('~') || Unfinished.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }
}

/// <param name="State">Names, sizes and times of all in it: whatever changes it changes this. Empty: it cannot be read, or not yet.</param>
/// <param name="ChangedAt">By the clock of whoever wrote it.</param>
internal sealed record WatchedDelivery(string Path, string State, DateTime ChangedAt)
{
    public bool IsReadable => State.Length > 0;
}
