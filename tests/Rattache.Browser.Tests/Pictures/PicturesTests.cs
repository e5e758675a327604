using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;

namespace Rattache.Browser.Tests.Pictures;

/// <summary>
/// The pictures of the help and of the README are of the real screens. <c>tools/pictures</c> takes them anew; every other run
/// proves that they can still be taken, and that those committed stay light enough for a slow telephone.
/// </summary>
public sealed class PicturesTests(Chromium chromium)
{
    private const string Example = "d8657798-d36c-4112-984a-1479c20585d2";
    private const int Margin = 16;
    private static readonly Screen Sharp = Screen.Phone with { Density = 2 };

    [Fact]
    public async Task HelpKey_ShowsTheKeyAndItsButton()
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.SignedInAsync("franck.cavel3", Sharp);
        await franck.MakeKeyAsync();
        await franck
            .KeyShown.Locator("span")
            .EvaluateAllAsync<bool>(
                "(groups, key) => groups.forEach((group, i) => group.textContent = key.split('-')[i] + (i < 4 ? '-' : '')) === undefined",
                Example
            );
        await TakeAsync(
            franck,
            "src/Rattache.Web/wwwroot/img/help-key.png",
            40,
            franck.Page.Locator("dt", new() { HasText = "Clé de fusion" }),
            franck.Button("Copier")
        );
    }

    [Fact]
    public async Task HelpPaste_ShowsTheFieldAndItsButton()
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.SignedInAsync("franck.cavel", Sharp);
        await franck.OpenAsync("/mon-compte");
        await franck.KeyField.FillAsync(Example);
        await TakeAsync(
            franck,
            "src/Rattache.Web/wwwroot/img/help-paste.png",
            40,
            franck.Page.Locator("dt", new() { HasText = "Fusionner des utilisateurs" }),
            franck.Button("Continuer")
        );
    }

    [Fact]
    public async Task HelpDone_ShowsThatItIsDone()
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.SignedInAsync("franck.cavel", Sharp);
        await franck.OpenAsync("/mon-compte");
        await franck.PasteKeyAsync(await site.App.KeyOfAsync("franck.cavel3"));
        await franck.PressAsync("Confirmer le rattachement");
        await TakeAsync(franck, "src/Rattache.Web/wwwroot/img/help-done.png", 40, franck.Page.Locator(".r-done"), franck.Page.Locator(".r-done"));
    }

    [Theory]
    [InlineData(192)]
    [InlineData(512)]
    public async Task Icon_IsTheMark(int side)
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var anybody = await site.ParentAsync(new Screen(side));
        await anybody.Page.SetViewportSizeAsync(side, side);
        // In a page of ours: of a drawing alone the browser takes no picture, and nobody else's page is given it.
        await anybody.OpenAsync("/connexion");
        await anybody.Page.EvaluateAsync(
            """
            side => {
              const image = new Image(side, side);
              image.src = "/img/mark.svg";
              image.style.display = "block";
              document.body.replaceChildren(image);
              document.body.style.margin = 0;
              document.documentElement.style.background = document.body.style.background = "transparent";
              return image.decode();
            }
            """,
            side
        );
        await TakeAsync(
            anybody,
            $"src/Rattache.Web/wwwroot/img/icon-{side}.png",
            20,
            anybody.Page.Locator("img"),
            anybody.Page.Locator("img"),
            margin: 0
        );
    }

    [Fact]
    public async Task Readme_ShowsTheCheckBeforeMerging()
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var franck = await site.SignedInAsync("franck.cavel", Screen.Computer);
        await franck.OpenAsync("/mon-compte");
        await franck.PasteKeyAsync(await site.App.KeyOfAsync("franck.cavel3"));
        await TakeAsync(franck, "docs/images/check.png", 150, franck.Page.Locator("body"), franck.Page.Locator("body"));
    }

    /// <summary>From the top of one element to the foot of another, over the width of the screen.</summary>
    private static async Task TakeAsync(Parent parent, string path, int kilobytes, ILocator first, ILocator last, int margin = Margin)
    {
        await parent.Page.EvaluateAsync("scrollTo(0, 0)");
        var top = Math.Max(0, (await first.BoundingBoxAsync())!.Y - margin);
        var foot = (await last.BoundingBoxAsync())!;
        var file = Path.Combine(Screenshots.Root(), path);
        var clip = new Clip
        {
            X = 0,
            Y = top,
            Width = parent.Page.ViewportSize!.Width,
            Height = foot.Y + foot.Height + (top > 0 ? margin : 0) - top,
        };
        var picture = await parent.Page.ScreenshotAsync(
            new()
            {
                FullPage = true,
                Clip = clip,
                OmitBackground = margin == 0,
            }
        );
        if (Screenshots.Asked)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, picture);
        }

        picture.Length.ShouldBeGreaterThan(1024);
        new FileInfo(file).Length.ShouldBeInRange(1024, kilobytes * 1024);
    }
}
