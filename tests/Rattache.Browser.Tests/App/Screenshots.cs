using System.Runtime.CompilerServices;

namespace Rattache.Browser.Tests.App;

/// <summary>Every step as a picture, to look at: artifacts/screenshots/360-script/01-connexion.png.</summary>
internal sealed class Screenshots(Parent parent, string folder)
{
    private int steps;

    public static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    public Task TakeAsync(string name) =>
        parent.Page.ScreenshotAsync(
            new() { FullPage = true, Path = Path.Combine(Root(), "artifacts/screenshots", folder, $"{++steps:00}-{name}.png") }
        );
}
