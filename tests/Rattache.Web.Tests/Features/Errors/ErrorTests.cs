using System.Net;
using Rattache.Web.Tests.Features.Shared;

namespace Rattache.Web.Tests.Features.Errors;

public sealed class ErrorTests(ScreensHost host) : IClassFixture<ScreensHost>
{
    [Theory]
    [InlineData("/test/status/400", HttpStatusCode.BadRequest, "La page a attendu trop longtemps")]
    [InlineData("/test/status/403", HttpStatusCode.Forbidden, "Ce compte n’a pas accès à cette page")]
    [InlineData("/aucune-page", HttpStatusCode.NotFound, "Page introuvable")]
    [InlineData("/test/status/409", HttpStatusCode.Conflict, "Le service n’a pas compris cette demande")]
    [InlineData("/test/status/429", HttpStatusCode.TooManyRequests, "Trop d’essais")]
    [InlineData("/test/throws", HttpStatusCode.InternalServerError, "Le service ne répond pas comme prévu")]
    [InlineData("/erreur/500", HttpStatusCode.NotFound, "Page introuvable")]
    public async Task Error_KeepsItsStatusAndSaysWhatToDo(string path, HttpStatusCode status, string title)
    {
        using var response = await host.Get(path);
        var page = await ScreensHost.Read(response);

        response.StatusCode.ShouldBe(status);
        page.QuerySelector("h1")!.TextContent.ShouldBe(title);
        page.QuerySelector("main")!.TextContent.ShouldNotContain("secret");
        page.QuerySelector("main .btn-primary").ShouldNotBeNull();
    }

    [Fact]
    public async Task Error_ExpiredForm_IsExplained()
    {
        using var response = await host.PostEmptyForm("/test/form");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ScreensHost.Read(response)).QuerySelector("h1")!.TextContent.ShouldBe("La page a attendu trop longtemps");
    }

    [Fact]
    public async Task Error_SignedIn_StillNamesTheAccount() =>
        (await host.Open("/aucune-page?as=franck.cavel")).QuerySelector(".r-login")!.TextContent.ShouldBe("franck.cavel");
}
