using Microsoft.Extensions.Options;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands.CodeSheets;

/// <summary>Writes the sheets of a school into a folder, for their owner alone: whoever holds a code takes its account.</summary>
internal sealed class SheetFiles(Text text, IOptions<Settings> settings)
{
    /// <param name="replace">Files that are there are not in the way; a folder of their name always is.</param>
    /// <returns>What keeps a sheet from being written; null where nothing does.</returns>
    public static string? InTheWay(string folder, School school, bool replace) =>
        new[] { Table(folder, school), Page(folder, school) }.FirstOrDefault(path => Directory.Exists(path) || !replace && File.Exists(path));

    /// <param name="school">What the sheets call it.</param>
    /// <returns>The files.</returns>
    /// <exception cref="IOException">One is there, and it is not to be replaced; or the disk would not.</exception>
    public async Task<string[]> WriteAsync(string folder, School school, IReadOnlyList<SheetLine> lines, bool replace, CancellationToken cancellation)
    {
        var activation = new Uri(settings.Value.PublicUrl, "/activation");
        // Handed to families whose language nobody knows yet.
        var files = Language.French.Speak(() =>
            new Dictionary<string, byte[]>
            {
                [Table(folder, school)] = SheetTable.Write(text, activation, lines),
                [Page(folder, school)] = new SheetPage(text, activation, school.Name).Write(lines),
            }
        );
        SqliteFile.OwnersFolder(Path.GetFullPath(folder));
        foreach (var (path, content) in files)
        {
            await PrivateFile.WriteAsync(path, content, replace, cancellation);
        }

        return [.. files.Keys];
    }

    private static string Table(string folder, School school) => Path.Combine(folder, $"codes-{school.Uai}.csv");

    private static string Page(string folder, School school) => Path.Combine(folder, $"codes-{school.Uai}.html");
}
