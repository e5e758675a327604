using System.Net;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Audit;
using Rattache.Web.Tests.App;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Features.Languages;

public sealed class ChooseTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ar-MA,ar;q=0.9,fr;q=0.8", "ar", "rtl")]
    [InlineData("de-DE,de;q=0.9,tr;q=0.5,en;q=0.3", "tr", "ltr")]
    [InlineData("fr;q=0.2,ro;q=0.7", "ro", "ltr")]
    [InlineData("en;q=0,pt-BR", "pt", "ltr")]
    [InlineData("de,*;q=0.1", "fr", "ltr")]
    [InlineData("", "fr", "ltr")]
    public async Task Page_IsInTheFirstOfOurLanguagesThatTheBrowserAsksFor(string asked, string code, string direction)
    {
        var page = await Asking(asked).OpenAsync("/connexion");

        page.DocumentElement.GetAttribute("lang").ShouldBe(code);
        page.DocumentElement.GetAttribute("dir").ShouldBe(direction);
        page.QuerySelector("h1")!.TextContent.ShouldBe(In(code, "sign-in.title"));
        page.QuerySelectorAll("link[rel=stylesheet]")
            .Any(l => l.GetAttribute("href")!.Contains("rtl", StringComparison.Ordinal))
            .ShouldBe(code == "ar");
    }

    [Fact]
    public async Task Choose_OnTheSignInPage_StaysInThisBrowserAndComesBackToThePage()
    {
        var visitor = Asking("fr");
        await visitor.OpenAsync("/connexion?retour=%2Fmon-compte");
        await visitor.PressAsync("العربية");

        visitor.Path.ToString().ShouldBe("/connexion?retour=%2Fmon-compte");
        visitor.Page.DocumentElement.GetAttribute("lang").ShouldBe("ar");
        (await visitor.OpenAsync("/aide/rattacher")).DocumentElement.GetAttribute("lang").ShouldBe("ar");
    }

    [Fact]
    public async Task Choose_FromTheHeader_ComesBackToThePage()
    {
        var visitor = Asking("en");
        await visitor.OpenAsync("/aide/rattacher");
        await visitor.OpenAsync(visitor.Page.QuerySelector("header a[href^='/langue']")!.GetAttribute("href")!);
        visitor.Page.QuerySelectorAll("main button").Select(b => b.TextContent).ShouldBe(Language.All.Select(l => l.Name));
        visitor.Page.QuerySelector("main [aria-current]")!.TextContent.ShouldBe("English");
        await visitor.PressAsync("Română");

        visitor.Path.ToString().ShouldBe("/aide/rattacher");
        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe(In("ro", "help.title"));
    }

    [Fact]
    public async Task Choose_SignedIn_IsKeptWithTheAccountAndAudited()
    {
        var id = await app.People.RelativeAsync("langue.compte");
        var visitor = await app.SignedInAsync("langue.compte");
        await visitor.OpenAsync("/langue?retour=%2Fmon-compte");
        await visitor.PressAsync("Türkçe");

        visitor.Path.ToString().ShouldBe("/mon-compte");
        visitor.Page.QuerySelector("h1")!.TextContent.ShouldBe("Hesabım");
        await using var db = app.OpenDb();
        (await db.Users.SingleAsync(c => c.Id == id, Cancellation)).Language.ShouldBe(Language.Find("tr"));
        (await db.Audit.CountAsync(e => e.Actor == id && e.Kind == AuditKinds.LanguageChanged, Cancellation)).ShouldBe(1);

        // Another browser, which asks for another language, follows the account.
        var elsewhere = Asking("fr");
        await elsewhere.SignInAsync("langue.compte");
        elsewhere.Page.DocumentElement.GetAttribute("lang").ShouldBe("tr");
    }

    [Fact]
    public async Task Choose_WhileAPadlockTurns_IsKept()
    {
        var id = await app.People.RelativeAsync("langue.pendant");
        var visitor = await app.SignedInAsync("langue.pendant");
        for (var round = 0; round < 20; round++)
        {
            var language = Language.All[round % Language.All.Length];
            await visitor.OpenAsync("/langue?retour=%2Faide%2Frattacher");

            await app.WhileAPadlockTurnsAsync(id, () => visitor.PressAsync(language.Name));

            visitor.Path.ToString().ShouldBe("/aide/rattacher");
            await using var db = app.OpenDb();
            (await db.Users.SingleAsync(c => c.Id == id, Cancellation)).Language.ShouldBe(language);
        }
    }

    [Fact]
    public async Task SignIn_InAnotherLanguage_WhileAPadlockTurns_SignsIn()
    {
        var id = await app.People.RelativeAsync("langue.entree");
        for (var round = 0; round < 10; round++)
        {
            var code = round % 2 == 0 ? "pt" : "ro";
            var visitor = Asking("fr");
            await visitor.OpenAsync("/connexion");
            await visitor.PressAsync(Language.Find(code)!.Name);

            await app.WhileAPadlockTurnsAsync(
                id,
                () => visitor.PressAsync(In(code, "sign-in.submit"), ("identifiant", "langue.entree"), ("passe", People.Password))
            );

            visitor.Path.ToString().ShouldBe("/mes-enfants");
            await using var db = app.OpenDb();
            (await db.Users.SingleAsync(c => c.Id == id, Cancellation)).Language.ShouldBe(Language.Find(code));
        }
    }

    [Fact]
    public async Task SignIn_ChosenJustBefore_GoesToTheAccount_AndToTheNextPersonOnlyTheirOwn()
    {
        var first = await app.People.RelativeAsync("langue.avant");
        var second = await app.People.RelativeAsync("langue.apres");
        await using var db = app.OpenDb();
        (await db.Users.SingleAsync(c => c.Id == second, Cancellation)).Language = Language.French;
        await db.SaveChangesAsync(Cancellation);

        var shared = Asking("fr");
        await shared.OpenAsync("/connexion");
        await shared.PressAsync("العربية");
        await shared.PressAsync(In("ar", "sign-in.submit"), ("identifiant", "langue.avant"), ("passe", People.Password));
        shared.Page.DocumentElement.GetAttribute("lang").ShouldBe("ar");
        await shared.PressAsync(In("ar", "shared.sign-out"));
        await shared.PressAsync(In("ar", "sign-in.submit"), ("identifiant", "langue.apres"), ("passe", People.Password));

        shared.Page.DocumentElement.GetAttribute("lang").ShouldBe("fr");
        db.ChangeTracker.Clear();
        (await db.Users.SingleAsync(c => c.Id == first, Cancellation)).Language.ShouldBe(Language.Find("ar"));
        (await db.Users.SingleAsync(c => c.Id == second, Cancellation)).Language.ShouldBe(Language.French);
    }

    [Fact]
    public async Task SignIn_AccountWithoutALanguage_TakesThatOfThePage()
    {
        var id = await app.People.RelativeAsync("langue.jamais");
        var visitor = Asking("pt-PT");
        await visitor.OpenAsync("/connexion");
        await visitor.PressAsync(In("pt", "sign-in.submit"), ("identifiant", "langue.jamais"), ("passe", People.Password));

        await using var db = app.OpenDb();
        (await db.Users.SingleAsync(c => c.Id == id, Cancellation)).Language.ShouldBe(Language.Find("pt"));
    }

    [Theory]
    [InlineData("de", "/aide/rattacher")]
    [InlineData("", "/aide/rattacher")]
    public async Task Choose_NoneOfOurs_IsRefused(string code, string returnTo)
    {
        var visitor = Asking("fr");
        await visitor.OpenAsync($"/langue?retour={Uri.EscapeDataString(returnTo)}");
        await visitor.PressAsync("English", ("langue", code));

        visitor.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org")]
    public async Task Choose_ReturnToAnotherHost_GoesHome(string returnTo)
    {
        var visitor = Asking("fr");
        await visitor.OpenAsync($"/langue?retour={Uri.EscapeDataString(returnTo)}");
        await visitor.PressAsync("English");

        visitor.Path.ToString().ShouldBe("/connexion");
    }

    [Fact]
    public async Task Choose_WithoutTheFormsProof_IsRefused()
    {
        var visitor = Asking("fr");
        using var response = await visitor.Client.PostAsync("/langue", new FormUrlEncodedContent([new("langue", "ar")]), Cancellation);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private Visitor Asking(string languages)
    {
        var visitor = app.Visitor();
        if (languages.Length > 0)
        {
            visitor.Client.DefaultRequestHeaders.Add("Accept-Language", languages);
        }

        return visitor;
    }

    private static string In(string language, string code) => Language.Find(language)!.Speak(() => new Text()[code]);
}
