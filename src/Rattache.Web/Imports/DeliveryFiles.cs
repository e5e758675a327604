using System.Collections.Immutable;
using Rattache.Core.Accounts;
using Rattache.Web.Imports.Aaf;
using Rattache.Web.Imports.Csv;

namespace Rattache.Web.Imports;

/// <summary>From the paths given, files or folders, to deliveries; or why there is none.</summary>
internal static class DeliveryFiles
{
    public static (ImmutableArray<Delivery> Deliveries, DeliveryRefusal? Refusal) Find(IReadOnlyList<string> paths, Uai? school)
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
                var (looked, refusal) = Look(file, school);
                if (refusal is not null)
                {
                    return ([], refusal);
                }

                files.Add(looked!);
            }
        }

        var alone = paths is [var only] && File.Exists(only);
        return (
            [
                .. files
                    .DistinctBy(f => f.Path)
                    .GroupBy(KeyOf(files))
                    .Select(g => DeliveryOf(g, alone))
                    .OrderBy(d => d.Date)
                    .ThenBy(d => d.Extent)
                    .ThenBy(d => d.Academy, StringComparer.Ordinal),
            ],
            null
        );
    }

    // A folder holds one delivery, or nothing but a folder for each school; a DTD or a note beside it is none of our business.
    private static List<string> FilesOf(string path)
    {
        if (!Directory.Exists(path))
        {
            return File.Exists(path) ? [Path.GetFullPath(path)] : [];
        }

        var own = FilesIn(Path.GetFullPath(path));
        var folders = Directory.GetDirectories(Path.GetFullPath(path)).Order(StringComparer.Ordinal).ToArray();
        return own.Count == 0 && folders.All(f => Uai.TryParse(Path.GetFileName(f), out _)) ? [.. folders.SelectMany(FilesIn)] : own;
    }

    private static List<string> FilesIn(string folder) =>
        [
            .. Directory
                .EnumerateFiles(folder)
                .Where(f => f.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || f.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal),
        ];

    private static (FoundFile? File, DeliveryRefusal? Refusal) Look(string file, Uai? school)
    {
        try
        {
            return FileLooks.Judge(file) switch
            {
                null => AafFile.Look(file),
                { Code: DeliveryRefusal.OtherText } => CsvFile.Look(file, school),
                var refusal => (null, refusal),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, new(DeliveryRefusal.Unreadable, Path.GetFileName(file)));
        }
    }

    // A slice that says nothing goes with the others of its folder and night, where these agree.
    private static Func<FoundFile, Key> KeyOf(List<FoundFile> files)
    {
        var said = files
            .Where(f => f.Feed is DirectorySource.Aaf or DirectorySource.Aaf1d)
            .ToLookup(f => (f.Folder, f.Date), f => (f.Feed, f.Academy));
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
