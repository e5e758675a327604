using Rattache.Core.Accounts;
using Rattache.Core.Imports;

namespace Rattache.Web.Imports;

/// <summary>A file that looks like part of a delivery: what its name and its beginning say.</summary>
/// <param name="Feed">Null where the file itself does not say.</param>
/// <param name="Date">As the name says: files of one night go together.</param>
/// <param name="StatedDate">As the content says.</param>
internal sealed record FoundFile(
    string Path,
    DirectorySource? Feed,
    string Academy,
    DateOnly? Date,
    DateOnly? StatedDate,
    RecordCategory Category,
    int Slice,
    bool IsDelta
)
{
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;
}
