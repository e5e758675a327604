using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn;

public sealed class SignInTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

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

    [Fact]
    public async Task PasswordKeptWithFewerRoundsThanToday_IsHashedAnewAtSignIn_AndStillOpens()
    {
        var id = await app.People.RelativeAsync("signin.old");
        var old = new PasswordHasher<Credentials>(Options.Create(new PasswordHasherOptions { IterationCount = 500 })).HashPassword(
            new(),
            People.Password
        );
        await using (var db = app.OpenDb())
        {
            await db.Users.Where(c => c.Id == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.PasswordHash, old), Cancellation);
        }

        (await app.SignedInAsync("signin.old")).Path.ToString().ShouldBe("/mes-enfants");

        await using (var db = app.OpenDb())
        {
            (await db.Users.SingleAsync(c => c.Id == id, Cancellation)).PasswordHash.ShouldNotBe(old);
        }

        (await app.SignedInAsync("signin.old")).Path.ToString().ShouldBe("/mes-enfants");
    }
}
