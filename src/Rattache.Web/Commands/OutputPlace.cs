using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>Why nothing can be written where an operator wants it, or null. Found by trying, and before what cannot be undone.</summary>
internal static class OutputPlace
{
    public static string? WhyNoFile(Text text, string path) =>
        string.IsNullOrWhiteSpace(path) ? text["commands.is-no-path"]
        : Directory.Exists(path) ? text["commands.is-a-folder"]
        : Try(() => PrivateFile.TryIn(Path.GetDirectoryName(Path.GetFullPath(path))!));

    /// <summary>Makes the folder where there is none.</summary>
    public static string? WhyNoFolder(Text text, string path) =>
        string.IsNullOrWhiteSpace(path) ? text["commands.is-no-path"]
        : File.Exists(path) ? text["commands.is-a-file"]
        : Try(() =>
        {
            SqliteFile.OwnersFolder(Path.GetFullPath(path));
            PrivateFile.TryIn(Path.GetFullPath(path));
        });

    private static string? Try(Action write)
    {
        try
        {
            write();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return e.Message;
        }
    }
}
