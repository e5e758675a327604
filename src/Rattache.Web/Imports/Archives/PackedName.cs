using System.Text;

namespace Rattache.Web.Imports.Archives;

/// <summary>Where a file of an archive goes: the folder it lies in, which may name a school, and its own name. No more of its path.</summary>
/// <param name="Folder">Empty at the top.</param>
internal readonly record struct PackedName(string Folder, string File)
{
    private const int LongestName = 255; // bytes, in every usual file system

    /// <summary>A name that leads out of the archive, or could.</summary>
    public static bool Escapes(string name)
    {
        var path = name.Replace('\\', '/');
        return path.StartsWith('/')
            || path.Contains('\0', StringComparison.Ordinal)
            || path is [_, ':', ..]
            || path.Split('/').Any(part => part == ".." || Encoding.UTF8.GetByteCount(part) > LongestName);
    }

    /// <summary>Null for what is no file of a delivery: folders, hidden files, what macOS adds.</summary>
    public static PackedName? Of(string name)
    {
        var path = name.Replace('\\', '/');
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        return path.EndsWith('/') || parts.Length == 0 || parts.Any(part => part.StartsWith('.') || part == "__MACOSX")
            ? null
            : new(parts.Length > 1 ? parts[^2] : "", parts[^1]);
    }
}
