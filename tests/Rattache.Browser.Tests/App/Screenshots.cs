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

    /// <summary>Whether somebody wants to see all pages too, and those of the help taken anew: <c>RATTACHE_PICTURES=1</c>.</summary>
    public static bool Asked { get; } = Environment.GetEnvironmentVariable("RATTACHE_PICTURES") == "1";

    public static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    public Task TakeAsync(string name) =>
        Engine.IsPostgres
            ? Task.CompletedTask
            : parent.Page.ScreenshotAsync(
                new() { FullPage = true, Path = Path.Combine(Root(), "artifacts/screenshots", folder, $"{++steps:00}-{name}.png") }
            );

    public Task TakeIfAskedAsync(string name) => Asked ? TakeAsync(name) : Task.CompletedTask;
}
