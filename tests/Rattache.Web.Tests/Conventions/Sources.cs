using System.Runtime.CompilerServices;

namespace Rattache.Web.Tests.Conventions;

/// <summary>The files of the web project, as conventions read them.</summary>
internal static class Sources
{
    public static string Web { get; } = Path.GetFullPath(Path.Combine(Here(), "../../../src/Rattache.Web"));

    public static IEnumerable<(string Path, string Content)> Of(string folder, params string[] extensions) =>
        Directory
            .EnumerateFiles(Path.Combine(Web, folder), "*", SearchOption.AllDirectories)
            .Where(path => extensions.Contains(Path.GetExtension(path)))
            .Select(path => (Path.GetRelativePath(Web, path), File.ReadAllText(path)));

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
