using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn;

/// <summary>Somebody else signs in, and the owner takes away what they sign in with once it was found good, and before it opens anything.</summary>
public sealed class ChangedMeanwhileTests(ChangedMeanwhileTests.Interrupted app) : IClassFixture<ChangedMeanwhileTests.Interrupted>
{
    private const string Chosen = "quatre petits canards";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Passkey_RemovedOnceItsAnswerWasFoundGood_OpensNothing_AndDoesNotComeBack()
    {
        var id = await app.People.RelativeAsync("meanwhile.passkey");
        var owner = await app.SignedInAsync("meanwhile.passkey");
        using var key = await owner.AddPasskeyAsync();
        var visitor = app.Visitor();
        app.OnceFoundGood = () => RemovePasskeyAsync(owner);

        await visitor.SignInAsync(key);

        app.OnceFoundGood.ShouldBeNull();
        visitor.Path.ToString().ShouldBe("/connexion/cle-d-acces");
        await ShouldBeSignedOutAsync(visitor);
        await using var db = app.OpenDb();
        (await db.UserPasskeys.CountAsync(p => p.UserId == id, Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Password_ChangedJustAsItsOlderHashIsMadeAnew_IsTheNewOne_AndTheOldOneOpenedNothing()
    {
        var id = await app.People.RelativeAsync("meanwhile.password");
        var owner = await app.SignedInAsync("meanwhile.password");
        await app.GiveAnOldHashAsync(id);
        var visitor = app.Visitor();
        app.OnceFoundGood = () => ChangePasswordAsync(owner);

        await visitor.SignInAsync("meanwhile.password");

        app.OnceFoundGood.ShouldBeNull();
        await ShouldBeSignedOutAsync(visitor);
        (await SignInAsync(Chosen)).ShouldBe("/mes-enfants");
        (await SignInAsync(People.Password)).ShouldBe("/connexion");
    }

    private static async Task ShouldBeSignedOutAsync(Visitor visitor)
    {
        await visitor.OpenAsync("/mon-compte");
        visitor.Path.ToString().ShouldStartWith("/connexion");
    }

    private static async Task RemovePasskeyAsync(Visitor owner)
    {
        await owner.OpenAsync("/mon-compte/cles-d-acces");
        await owner.OpenAsync(owner.Page.QuerySelector("main li a")!.GetAttribute("href")!);
        await owner.PressAsync("Supprimer la clé");
        owner.Page.QuerySelectorAll("main li").ShouldBeEmpty();
    }

    private static async Task ChangePasswordAsync(Visitor owner)
    {
        await owner.OpenAsync("/mon-compte/mot-de-passe");
        await owner.PressAsync("Enregistrer", ("actuel", People.Password), ("passe", Chosen));
        owner.Path.ToString().ShouldBe("/mon-compte");
    }

    private async Task<string> SignInAsync(string password)
    {
        var visitor = app.Visitor();
        await visitor.SignInAsync("meanwhile.password", password);
        return visitor.Path.ToString();
    }

    /// <summary>The application, in which something happens once, right after what somebody signs in with was found good.</summary>
    public sealed class Interrupted : RattacheApp
    {
        public Func<Task>? OnceFoundGood { get; set; }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services =>
                services
                    .AddSingleton(this)
                    .AddScoped<PasskeyHandler<Credentials>>()
                    .AddScoped<IPasskeyHandler<Credentials>, Judge>()
                    .AddScoped<IPasswordHasher<Credentials>, Hasher>()
            );
        }

        private async Task HappenAsync()
        {
            var act = OnceFoundGood;
            OnceFoundGood = null;
            if (act is not null)
            {
                await act();
            }
        }

        private sealed class Judge(PasskeyHandler<Credentials> judge, Interrupted app) : IPasskeyHandler<Credentials>
        {
            public Task<PasskeyCreationOptionsResult> MakeCreationOptionsAsync(PasskeyUserEntity userEntity, HttpContext httpContext) =>
                judge.MakeCreationOptionsAsync(userEntity, httpContext);

            public Task<PasskeyRequestOptionsResult> MakeRequestOptionsAsync(Credentials? user, HttpContext httpContext) =>
                judge.MakeRequestOptionsAsync(user, httpContext);

            public Task<PasskeyAttestationResult> PerformAttestationAsync(PasskeyAttestationContext context) =>
                judge.PerformAttestationAsync(context);

            public async Task<PasskeyAssertionResult<Credentials>> PerformAssertionAsync(PasskeyAssertionContext context)
            {
                var result = await judge.PerformAssertionAsync(context);
                await app.HappenAsync();
                return result;
            }
        }

        private sealed class Hasher(IOptions<PasswordHasherOptions> options, Interrupted app) : PasswordHasher<Credentials>(options)
        {
            public override string HashPassword(Credentials user, string password)
            {
                // Between the old hash, which was right, and this one.
                app.HappenAsync().GetAwaiter().GetResult();
                return base.HashPassword(user, password);
            }
        }
    }
}
