using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Tests.App;
using Rattache.Web.Texts;

namespace Rattache.Web.Tests.Features.SignIn;

public sealed partial class SignInTests(RattacheApp app) : IClassFixture<RattacheApp>
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

    public static TheoryData<string> Languages => [.. Language.All.Select(language => language.Code)];

    /// <summary>To everybody alike, so that it tells nobody whether there is such a login.</summary>
    [Theory]
    [MemberData(nameof(Languages))]
    public void Refused_SaysAfterHowManyTriesToWaitAndHowLong(string language)
    {
        var words = Language.Find(language)!.Speak(() => new Text()["sign-in.refused"]);
        Number().Matches(words).Select(number => number.Value).ShouldBe([$"{Tries.MostFromElsewhere}", $"{Tries.Wait.TotalMinutes}"]);
        Tries.MostFromKnownDevice.ShouldBe(Tries.MostFromElsewhere, "one sentence serves both");
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
        var old = await app.GiveAnOldHashAsync(id);

        (await app.SignedInAsync("signin.old")).Path.ToString().ShouldBe("/mes-enfants");

        await using (var db = app.OpenDb())
        {
            (await db.Users.SingleAsync(c => c.Id == id, Cancellation)).PasswordHash.ShouldNotBe(old);
        }

        (await app.SignedInAsync("signin.old")).Path.ToString().ShouldBe("/mes-enfants");
    }

    [Fact]
    public async Task PasswordKeptWithFewerRounds_TypedWhileAPadlockTurns_Opens()
    {
        var id = await app.People.RelativeAsync("signin.meanwhile");
        for (var i = 0; i < 5; i++)
        {
            await app.GiveAnOldHashAsync(id);
            var visitor = app.Visitor();

            await app.WhileAPadlockTurnsAsync(id, () => visitor.SignInAsync("signin.meanwhile"));

            visitor.Path.ToString().ShouldBe("/mes-enfants", visitor.Page.Body!.TextContent);
        }
    }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}
