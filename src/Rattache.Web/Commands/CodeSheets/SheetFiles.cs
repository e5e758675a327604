using Microsoft.Extensions.Options;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands.CodeSheets;

/// <summary>Writes the sheets of a school into a folder, for their owner alone: whoever holds a code takes its account.</summary>
internal sealed class SheetFiles(Text text, IOptions<Settings> settings)
{
    /// <param name="school">What the sheets call it.</param>
    /// <returns>The files; or the one that is there already and is not to be replaced, and then nothing is written.</returns>
    public async Task<(string[] Written, string? InTheWay)> WriteAsync(
        string folder,
        School school,
        IReadOnlyList<SheetLine> lines,
        bool replace,
        CancellationToken cancellation
    )
    {
        var activation = new Uri(settings.Value.PublicUrl, "/activation");
        // Handed to families whose language nobody knows yet.
        var files = Language.French.Speak(() =>
            new Dictionary<string, byte[]>
            {
                [Path.Combine(folder, $"codes-{school.Uai}.csv")] = SheetTable.Write(text, activation, lines),
                [Path.Combine(folder, $"codes-{school.Uai}.html")] = new SheetPage(text, activation, school.Name).Write(lines),
            }
        );
        if (!replace && files.Keys.FirstOrDefault(File.Exists) is { } there)
        {
            return ([], there);
        }

        SqliteFile.OwnersFolder(Path.GetFullPath(folder));
        foreach (var (path, content) in files)
        {
            await PrivateFile.WriteAsync(path, content, replace, cancellation);
        }

        return ([.. files.Keys], null);
    }
}
