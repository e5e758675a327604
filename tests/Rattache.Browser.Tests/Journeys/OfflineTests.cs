using Microsoft.Playwright;
using Rattache.Browser.Tests.App;

namespace Rattache.Browser.Tests.Journeys;

public sealed class OfflineTests(Chromium chromium)
{
    private const string Kept = """
        async () => {
          await navigator.serviceWorker.ready;
          const found = [];
          for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys()) {
              const answer = await caches.match(request);
              found.push(new URL(request.url).pathname, await answer.text());
            }
          return found;
        }
        """;

    [Fact]
    public async Task NoNetwork_ShowsAPageThatSaysWhatToDo_InOurStyle()
    {
        var site = await Site.OpenAsync(chromium);
        await using var parent = await site.SignedInAsync("franck.cavel", Screen.Phone);
        await parent.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        await site.DisposeAsync(); // nobody answers any more, as in a tunnel

        await parent.Page.GotoAsync("/mon-compte");

        await Assertions.Expect(parent.Heading("Pas de connexion à Internet")).ToBeVisibleAsync();
        await Assertions.Expect(parent.Link("Réessayer")).ToBeVisibleAsync();
        await Assertions.Expect(parent.Page.Locator("form, a[href^='/langue']")).ToHaveCountAsync(0);
        (await parent.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.r-hero')).backgroundColor")).ShouldBe("rgb(11, 79, 87)");
        await new Screenshots(parent, "offline").TakeAsync("hors-ligne");
    }

    /// <summary>A worker that is replaced while it passes a picture on may leave a broken one.</summary>
    [Fact]
    public async Task Network_ThatAnswers_BringsPicturesAndStylesWithoutTheWorker()
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var parent = await site.SignedInAsync("franck.cavel", Screen.Phone);
        await parent.Page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        var passedOn = new List<string>();
        var brought = new List<string>();
        parent.Page.Response += (_, response) => (response.FromServiceWorker ? passedOn : brought).Add(new Uri(response.Url).AbsolutePath);

        await parent.OpenAsync("/aide/rattacher/fiche");

        passedOn.ShouldBe(["/aide/rattacher/fiche"]);
        brought.ShouldContain(path => path.StartsWith("/img/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Device_KeepsThatPageAndItsStyles_AndNothingOfAnybodys()
    {
        await using var site = await Site.OpenAsync(chromium);
        await using var parent = await site.SignedInAsync("franck.cavel", Screen.Phone);
        await parent.OpenAsync("/mon-compte");

        var kept = await parent.Page.EvaluateAsync<string[]>(Kept);

        var paths = kept.Where((_, i) => i % 2 == 0).ToList();
        paths.ShouldContain("/hors-ligne");
        paths.ShouldContain(path => path.EndsWith(".css", StringComparison.Ordinal));
        paths.ShouldAllBe(path =>
            path == "/hors-ligne"
            || path == "/manifest.webmanifest"
            || path.StartsWith("/lib/", StringComparison.Ordinal)
            || path.StartsWith("/css/", StringComparison.Ordinal)
            || path.StartsWith("/img/", StringComparison.Ordinal)
        );
        kept.ShouldAllBe(text => !text.Contains("franck", StringComparison.OrdinalIgnoreCase));
    }
}
