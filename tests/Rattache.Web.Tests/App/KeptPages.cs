using System.Text.RegularExpressions;

namespace Rattache.Web.Tests.App;

/// <summary>
/// Every page that a test opens, in the folder that <c>RATTACHE_TEST_PAGES</c> names, for whoever wants to hold them against a validator.
/// </summary>
internal static partial class KeptPages
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("RATTACHE_TEST_PAGES");

    // Two tests may open the same page at once.
    private static readonly FileStreamOptions Shared = new()
    {
        Mode = FileMode.Create,
        Access = FileAccess.Write,
        Share = FileShare.ReadWrite,
    };

    /// <summary>Once for each length of a page: what differs else is a number, a time or a name.</summary>
    public static async Task KeepIfAskedAsync(Uri path, string page)
    {
        if (Folder is null)
        {
            return;
        }

        var name = NotOfAName().Replace(Id().Replace(path.ToString().Split('?')[0], "id"), "-");
        var place = Path.Combine(Directory.CreateDirectory(Folder).FullName, $"{name}.{page.Length}.html");
        await using var file = new StreamWriter(place, Shared);
        await file.WriteAsync(page);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/desabonnement/).+")]
    private static partial Regex Id();

    [GeneratedRegex("[^a-z0-9-]+")]
    private static partial Regex NotOfAName();
}
