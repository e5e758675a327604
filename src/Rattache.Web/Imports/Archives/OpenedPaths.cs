using System.Collections.Immutable;
using Rattache.Web.Data;

namespace Rattache.Web.Imports.Archives;

/// <summary>
/// The paths of an import, archives among them opened into a folder that goes when the import ends. Made and ended by
/// whoever holds <see cref="ImportLock"/>: what lies in the folder before belongs to a process that was killed.
/// </summary>
internal sealed class OpenedPaths : IDisposable
{
    private const string Prefix = "import-";

    // Those that DeliveryFiles reads: a note beside a delivery is none.
    private static readonly string[] Kinds = [".xml", ".csv"];

    private readonly string folder;
    private readonly Dictionary<string, string> names = [];

    private OpenedPaths(string folder) => this.folder = folder;

    /// <summary>Files and folders, none of them an archive.</summary>
    public ImmutableArray<string> Paths { get; private set; } = [];

    public DeliveryRefusal? Refusal { get; private set; }

    public static OpenedPaths Of(IReadOnlyList<string> paths, ArchiveSettings settings, CancellationToken cancellation)
    {
        var parent = Path.GetFullPath(settings.Folder);
        Clear(parent);
        var opened = new OpenedPaths(Path.Combine(parent, $"{Prefix}{Guid.NewGuid():N}"));
        try
        {
            opened.Open(paths, settings, cancellation);
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>A refusal names what was given, never the folder that it was opened into.</summary>
    public DeliveryRefusal Named(DeliveryRefusal refusal) => refusal with { File = names.GetValueOrDefault(refusal.File, refusal.File) };

    public void Dispose()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Open(IReadOnlyList<string> paths, ArchiveSettings settings, CancellationToken cancellation)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        foreach (var path in paths)
        {
            if (!DeliveryArchive.Is(path))
            {
                found.Add(path);
                continue;
            }

            SqliteFile.OwnersFolder(Path.GetDirectoryName(folder)!);
            SqliteFile.OwnersFolder(folder); // each by itself: a mode is given to the last of a path alone
            var archive = new DeliveryArchive(path, settings);
            // A folder each: two archives may have one name.
            var (top, refusal) = archive.Open(Path.Combine(folder, $"{names.Count}"), cancellation);
            if (refusal is not null)
            {
                Refusal = refusal;
                return;
            }

            foreach (var place in DeliveriesIn(top))
            {
                names[place] = archive.FileName;
                found.Add(place);
            }
        }

        Paths = found.ToImmutable();
    }

    /// <summary>Folders that hold files of a delivery; the archive's own where none does, to be refused by its name.</summary>
    private static string[] DeliveriesIn(string top)
    {
        var holding = Directory
            .EnumerateDirectories(top)
            .Order(StringComparer.Ordinal)
            .Prepend(top)
            .Where(place => Directory.EnumerateFiles(place).Any(file => Kinds.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)))
            .ToArray();
        return holding.Length == 0 ? [top] : holding;
    }

    private static void Clear(string parent)
    {
        if (Directory.Exists(parent))
        {
            foreach (var left in Directory.EnumerateDirectories(parent, Prefix + "*"))
            {
                Directory.Delete(left, recursive: true);
            }
        }
    }
}
