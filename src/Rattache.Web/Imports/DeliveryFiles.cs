using System.Collections.Immutable;
using Rattache.Web.Imports.Aaf;

namespace Rattache.Web.Imports;

/// <summary>From the paths given, files or folders, to deliveries; or why there is none.</summary>
internal static class DeliveryFiles
{
    public static (ImmutableArray<Delivery> Deliveries, DeliveryRefusal? Refusal) Find(IReadOnlyList<string> paths)
    {
        var files = new List<DeliveryFile>();
        foreach (var path in paths)
        {
            var found = FilesOf(path);
            if (found.Count == 0)
            {
                return ([], new(Path.Exists(path) ? DeliveryRefusal.NoFile : DeliveryRefusal.MissingPath, path));
            }

            foreach (var file in found)
            {
                if (Judge(file, out var head) is { } refusal)
                {
                    return ([], refusal);
                }

                files.Add(new(file, AafFileName.Parse(Path.GetFileName(file)), head));
            }
        }

        return ([.. files.GroupBy(KeyOf(files)).Select(DeliveryOf).OrderBy(d => d.Date)], null);
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

    private static DeliveryRefusal? Judge(string file, out AafHead head)
    {
        head = AafHead.Unsaid;
        try
        {
            if (FileLooks.Judge(file) is { } refusal)
            {
                return refusal;
            }

            if (AafFileName.Parse(Path.GetFileName(file)).IsDelta)
            {
                return new(DeliveryRefusal.Delta, Path.GetFileName(file));
            }

            using var reader = new AafReader(file);
            reader.Next();
            head = reader.Head;
            return reader.Refusal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(DeliveryRefusal.Unreadable, Path.GetFileName(file));
        }
    }

    // A slice without comments goes with the others of its folder and night, where these agree.
    private static Func<DeliveryFile, Key> KeyOf(List<DeliveryFile> files)
    {
        var said = files.Where(f => !f.Head.SaysNothing).ToLookup(f => (Folder(f), f.Name.Date), f => (f.Head.Feed, f.Head.Academy));
        return file =>
        {
            var others = said[(Folder(file), file.Name.Date)].Distinct().ToArray();
            var (feed, academy) = file.Head.SaysNothing && others.Length == 1 ? others[0] : (file.Head.Feed, file.Head.Academy);
            return new(Folder(file), file.Name.Date, feed, academy);
        };
    }

    private static Delivery DeliveryOf(IGrouping<Key, DeliveryFile> files) =>
        new(
            files.Key.Feed,
            files.Key.Academy,
            files.Max(f => f.Head.Date) ?? files.Key.Date,
            [.. files.DistinctBy(f => f.Path).OrderBy(f => f.Name.Category).ThenBy(f => f.Name.Slice).ThenBy(f => f.FileName, StringComparer.Ordinal)]
        );

    private static string Folder(DeliveryFile file) => Path.GetDirectoryName(file.Path)!;

    private sealed record Key(string Folder, DateOnly? Date, Core.Accounts.DirectorySource Feed, string Academy);
}
