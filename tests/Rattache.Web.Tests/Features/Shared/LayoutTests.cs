namespace Rattache.Web.Tests.Features.Shared;

public sealed class LayoutTests(ScreensHost host) : IClassFixture<ScreensHost>
{
    public static TheoryData<string> Pages => ["/aide/rattacher", "/confidentialite", "/accessibilite"];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_SignedOut_OffersToSignInAndSetsNoCookie(string path)
    {
        using var response = await host.Get(path);
        var page = await ScreensHost.Read(response);

        response.IsSuccessStatusCode.ShouldBeTrue();
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        page.DocumentElement.GetAttribute("lang").ShouldBe("fr");
        page.Title.ShouldBe($"{page.QuerySelector("h1")!.TextContent} · Rattache");
        page.QuerySelectorAll("header nav a").Select(link => link.TextContent.Trim()).ShouldBe(["Langue Français", "Se connecter"]);
        page.QuerySelectorAll("form").ShouldBeEmpty();
    }

    [Fact]
    public async Task Page_SignedIn_NamesTheAccountAndSignsOutByPost()
    {
        var page = await host.Open("/aide/rattacher?as=franck.cavel3");

        page.QuerySelector(".r-where p")!.TextContent.ShouldBe("Compte ouvert\u00A0: franck.cavel3");
        var form = page.QuerySelector("form#deconnexion")!;
        form.GetAttribute("action").ShouldBe("/deconnexion");
        form.GetAttribute("method").ShouldBe("post");
        form.QuerySelector("input[name=__RequestVerificationToken]").ShouldNotBeNull();
        page.QuerySelectorAll("button[form=deconnexion]").Select(button => button.TextContent).ShouldBe(["Se déconnecter", "Se déconnecter"]);
        page.QuerySelectorAll("[aria-current=page]").ShouldAllBe(link => link.TextContent == "Aide");
    }

    [Fact]
    public async Task Page_StyleAndScript_AreServedUnderTheirFingerprint()
    {
        var page = await host.Open("/aide/rattacher");
        var files = page.QuerySelectorAll("link[rel=stylesheet], script")
            .Select(tag => tag.GetAttribute("href") ?? tag.GetAttribute("src")!)
            .ToList();

        files.Count.ShouldBe(11);
        foreach (var file in files)
        {
            using var response = await host.Get(file);
            response.IsSuccessStatusCode.ShouldBeTrue(file);
            file.ShouldMatch(@"\.[a-z0-9]{10}\.(css|js)$");
        }
    }

    [Fact]
    public async Task Theme_NamesFontsThatAreServed()
    {
        foreach (var link in (await host.Open("/aide/rattacher")).QuerySelectorAll("link[rel=preload]"))
        {
            using var response = await host.Get(link.GetAttribute("href")!);
            response.Content.Headers.ContentType?.MediaType.ShouldBe("font/woff2");
        }
    }
}
