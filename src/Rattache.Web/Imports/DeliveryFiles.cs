using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Web.Imports.Aaf;

namespace Rattache.Web.Imports;

/// <summary>From the paths given, files or folders, to deliveries; or why there is none.</summary>
internal static class DeliveryFiles
{
    public static (ImmutableArray<Delivery> Deliveries, DeliveryRefusal? Refusal) Find(IReadOnlyList<string> paths)
    {
        var files = new List<FoundFile>();
        foreach (var path in paths)
        {
            var found = FilesOf(path);
            if (found.Count == 0)
            {
                return ([], new(Path.Exists(path) ? DeliveryRefusal.NoFile : DeliveryRefusal.MissingPath, path));
            }

            foreach (var file in found)
            {
                var (looked, refusal) = Look(file);
                if (refusal is not null)
                {
                    return ([], refusal);
                }

                files.Add(looked!);
            }
        }

        var alone = paths is [var only] && File.Exists(only);
        return (
            [.. files.DistinctBy(f => f.Path).GroupBy(KeyOf(files)).Select(g => DeliveryOf(g, alone)).OrderBy(d => d.Date).ThenBy(d => d.Extent)],
            null
        );
    }

    // A folder holds one delivery, not folders of them; a DTD or a note beside it is none of our business.
    private static List<string> FilesOf(string path) =>
        File.Exists(path) ? [Path.GetFullPath(path)]
        : Directory.Exists(path)
            ?
            [
                .. Directory
                    .EnumerateFiles(Path.GetFullPath(path))
                    .Where(f => f.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
                    .Order(StringComparer.Ordinal),
            ]
        : [];

    private static (FoundFile? File, DeliveryRefusal? Refusal) Look(string file)
    {
        try
        {
            return FileLooks.Judge(file) is { } refusal ? (null, refusal) : AafFile.Look(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new(DeliveryRefusal.Unreadable, Path.GetFileName(file)));
        }
    }

    // A slice that says nothing goes with the others of its folder and night, where these agree.
    private static Func<FoundFile, Key> KeyOf(List<FoundFile> files)
    {
        var said = files.Where(f => f.Feed is not null).ToLookup(f => (f.Folder, f.Date), f => (f.Feed, f.Academy));
        return file =>
        {
            var others = said[(file.Folder, file.Date)].Distinct().ToArray();
            var (feed, academy) = file.Feed is null && others.Length == 1 ? others[0] : (file.Feed, file.Academy);
            return new(file.Folder, file.Date, feed ?? DirectorySource.Aaf, academy, file.IsDelta);
        };
    }

    private static Delivery DeliveryOf(IGrouping<Key, FoundFile> files, bool alone) =>
        new(
            files.Key.Feed,
            files.Key.Academy,
            files.Max(f => f.StatedDate) ?? files.Key.Date,
            files.Key.IsDelta ? DeliveryExtent.Delta
                : alone ? DeliveryExtent.Alone
                : DeliveryExtent.Full,
            [
                .. files
                    .Select(f => new DeliveryFile(f.Path, f.Category, f.Slice))
                    .OrderBy(f => f.Category)
                    .ThenBy(f => f.Slice)
                    .ThenBy(f => f.FileName, StringComparer.Ordinal),
            ]
        );

    private sealed record Key(string Folder, DateOnly? Date, DirectorySource Feed, string Academy, bool IsDelta);
}
