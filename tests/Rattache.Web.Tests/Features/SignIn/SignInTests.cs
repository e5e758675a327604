using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn;

public sealed class SignInTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    [Fact]
    public async Task SignIn_WrongPassword_SaysTheSameAsAnUnknownLogin()
    {
        await app.People.RelativeAsync("signin.wrong");
        var visitor = app.Visitor();
        await visitor.SignInAsync("signin.wrong", "not the password");
        var wrong = visitor.Page.QuerySelector(".r-problem")!.TextContent;
        await visitor.SignInAsync("signin.nobody", "not the password");
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldBe(wrong);
    }

    [Fact]
    public async Task Page_NotSignedIn_AsksToSignInAndComesBack()
    {
        await app.People.RelativeAsync("signin.back");
        var visitor = app.Visitor();
        await visitor.OpenAsync("/mon-compte");
        visitor.Path.ToString().ShouldStartWith("/connexion");
        await visitor.PressAsync("Se connecter", ("identifiant", "signin.back"), ("passe", People.Password));
        visitor.Path.ToString().ShouldBe("/mon-compte");
    }

    [Fact]
    public async Task SignIn_ReturnAddressElsewhere_IsIgnored()
    {
        await app.People.RelativeAsync("signin.open");
        var visitor = app.Visitor();
        await visitor.OpenAsync("/connexion?retour=https%3A%2F%2Fexample.org%2F");
        await visitor.PressAsync("Se connecter", ("identifiant", "signin.open"), ("passe", People.Password));
        visitor.Path.ToString().ShouldBe("/mes-enfants");
    }
}
