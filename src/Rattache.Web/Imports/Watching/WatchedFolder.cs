using Rattache.Web.Data;

namespace Rattache.Web.Imports.Watching;

/// <summary>
/// The folder that deliveries arrive in: each file, archive or folder in it is one. What has been taken goes to
/// <c>archive</c> in it, what was refused to <c>refused</c>, each with its report, over nothing that is there.
/// </summary>
internal sealed class WatchedFolder(string path)
{
    public const string Archive = "archive";
    public const string Refused = "refused";
    private static readonly string[] Ours = [Archive, Refused];
    private static readonly string[] Unfinished = [".part", ".tmp", ".filepart", "~"];

    /// <summary>Makes what is missing, for its owner alone; folders that exist keep their modes, so that others may deliver.</summary>
    public void Prepare()
    {
        SqliteFile.OwnersFolder(path);
        SqliteFile.OwnersFolder(Path.Combine(path, Archive));
        SqliteFile.OwnersFolder(Path.Combine(path, Refused));
    }

    /// <summary>Null while another process watches.</summary>
    public FileLock? TryTakeTurn() => FileLock.TryTake(Path.Combine(path, ".rattache.lock"));

    /// <summary>Deliveries that may be under way still, the oldest first.</summary>
    public IReadOnlyList<WatchedDelivery> Deliveries() =>
        [
            .. Directory
                .EnumerateFileSystemEntries(path)
                .Where(child => !IsUnfinished(child) && !Ours.Contains(Path.GetFileName(child)))
                .Select(Look)
                .OfType<WatchedDelivery>()
                .OrderBy(delivery => delivery.ChangedAt)
                .ThenBy(delivery => delivery.Path, StringComparer.Ordinal),
        ];

    /// <summary>Null for what is no delivery: a link leads elsewhere, and what cannot be read yet is still on its way.</summary>
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

            var states = all.Select(entry => $"{entry.FullName}|{(entry as FileInfo)?.Length}|{entry.LastWriteTimeUtc.Ticks}");
            return new(child, string.Join('\n', states.Order(StringComparer.Ordinal)), all.Max(entry => entry.LastWriteTimeUtc));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The report first: a process killed between the two leaves a delivery that is recognized, and a report too many.</summary>
    public async Task SetAsideAsync(string child, string place, byte[] report, CancellationToken cancellation)
    {
        var target = Free(Path.Combine(path, place, Path.GetFileName(child)));
        await PrivateFile.WriteAsync(ReportOf(target), report, replace: false, cancellation);
        Directory.Move(child, target); // a file too
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

/// <param name="State">Names, sizes and times of all in it: whatever changes it changes this.</param>
/// <param name="ChangedAt">By the clock of whoever wrote it.</param>
internal sealed record WatchedDelivery(string Path, string State, DateTime ChangedAt);
