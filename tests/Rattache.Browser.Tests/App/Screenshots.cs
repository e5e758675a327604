using System.Runtime.CompilerServices;
using Rattache.Web.Tests.App;

namespace Rattache.Browser.Tests.App;

/// <summary>
/// Every step as a picture, to look at: artifacts/screenshots/360-script/01-connexion.png. Both engines give the same pages, so the
/// run on SQLite takes them alone.
/// </summary>
internal sealed class Screenshots(Parent parent, string folder)
{
    private int steps;

    /// <summary>Whether somebody wants to see them (<c>RATTACHE_PICTURES=1</c>): beside those of the journeys, and those of the help anew.</summary>
    public static bool OfAllPages { get; } = Environment.GetEnvironmentVariable("RATTACHE_PICTURES") == "1";

    public static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    public Task TakeAsync(string name) =>
        Engine.IsPostgres
            ? Task.CompletedTask
            : parent.Page.ScreenshotAsync(
                new() { FullPage = true, Path = Path.Combine(Root(), "artifacts/screenshots", folder, $"{++steps:00}-{name}.png") }
            );
}
