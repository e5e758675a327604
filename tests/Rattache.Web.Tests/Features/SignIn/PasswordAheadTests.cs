using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rattache.Web.Data;
using Rattache.Web.Features.SignIn;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn;

/// <summary>A hash takes a fifth of a second: within a transaction, nobody else could write on SQLite for so long.</summary>
public sealed class PasswordAheadTests(PasswordAheadTests.Watched app) : IClassFixture<PasswordAheadTests.Watched>
{
    private const string Chosen = "quatre petits canards";

    [Fact]
    public async Task Activated_NothingIsHashedWhileOthersWait()
    {
        var (_, code) = await app.NotActivatedAsync("ahead.new");

        await ShouldWorkOutsideAsync(async () => await app.ActivateAsync("ahead.new", code));
    }

    [Fact]
    public async Task Password_Changed_NothingIsHashedWhileOthersWait()
    {
        await app.People.RelativeAsync("ahead.changed");
        var visitor = await app.SignedInAsync("ahead.changed");
        await visitor.OpenAsync("/mon-compte/mot-de-passe");

        await ShouldWorkOutsideAsync(() => visitor.PressAsync("Enregistrer", ("actuel", People.Password), ("passe", Chosen)));

        visitor.Path.ToString().ShouldBe("/mon-compte");
    }

    [Fact]
    public async Task Password_ChosenAnew_NothingIsHashedWhileOthersWait()
    {
        await app.People.RelativeAsync("ahead.forgot", with: p => p.Email = "ahead@example.org");
        var visitor = await app.AtNewPasswordAsync("ahead.forgot", "ahead@example.org");

        await ShouldWorkOutsideAsync(() => visitor.PressAsync("Enregistrer", ("passe", Chosen)));

        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/fait");
    }

    [Fact]
    public async Task Password_ThatItsRulesRefuse_IsNotHashed()
    {
        await app.People.RelativeAsync("ahead.refused");
        var visitor = await app.SignedInAsync("ahead.refused");
        await visitor.OpenAsync("/mon-compte/mot-de-passe");

        app.Within.Clear();
        await visitor.PressAsync("Enregistrer", ("actuel", People.Password), ("passe", "court"));

        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("trop court");
        app.Within.ShouldHaveSingleItem("the comparison with the present one");
    }

    [Fact]
    public void Hash_MadeAhead_IsGivenOnce_ToThatPasswordAlone()
    {
        var slow = new PasswordHasher<Credentials>(Options.Create(QuickHashes.Options));
        var ahead = new PasswordAhead(slow);

        ahead.Hash(Chosen);
        var other = ahead.HashPassword(new(), "cinq petits canards");
        ahead.Hash(Chosen);
        string[] own = [ahead.HashPassword(new(), Chosen), ahead.HashPassword(new(), Chosen)];

        slow.VerifyHashedPassword(new(), other, "cinq petits canards").ShouldBe(PasswordVerificationResult.Success);
        own.ShouldAllBe(hash => slow.VerifyHashedPassword(new(), hash, Chosen) == PasswordVerificationResult.Success);
        own.ShouldBeUnique();
    }

    [Fact]
    public void Password_FoundRight_OpensNothingElse()
    {
        var slow = new PasswordHasher<Credentials>(Options.Create(QuickHashes.Options));
        var ahead = new PasswordAhead(slow);
        var (own, other) = (slow.HashPassword(new(), Chosen), slow.HashPassword(new(), "cinq petits canards"));

        ahead.VerifyHashedPassword(new(), own, Chosen).ShouldBe(PasswordVerificationResult.Success);

        ahead.VerifyHashedPassword(new(), own, Chosen).ShouldBe(PasswordVerificationResult.Success);
        ahead.VerifyHashedPassword(new(), other, Chosen).ShouldBe(PasswordVerificationResult.Failed);
        ahead.VerifyHashedPassword(new(), own, "cinq petits canards").ShouldBe(PasswordVerificationResult.Failed);
    }

    private async Task ShouldWorkOutsideAsync(Func<Task> act)
    {
        app.Within.Clear();
        await act();
        app.Within.ShouldNotBeEmpty();
        app.Within.ShouldAllBe(within => !within);
    }

    /// <summary>The application, which notes of each hash and comparison whether a transaction was open.</summary>
    public sealed class Watched : RattacheApp
    {
        internal List<bool> Within { get; } = [];

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton(this).AddScoped<PasswordHasher<Credentials>, Hasher>());
        }

        private sealed class Hasher(IOptions<PasswordHasherOptions> options, RattacheDb db, Watched app) : PasswordHasher<Credentials>(options)
        {
            public override string HashPassword(Credentials user, string password)
            {
                app.Within.Add(db.Database.CurrentTransaction is not null);
                return base.HashPassword(user, password);
            }

            public override PasswordVerificationResult VerifyHashedPassword(Credentials user, string hashedPassword, string providedPassword)
            {
                app.Within.Add(db.Database.CurrentTransaction is not null);
                return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
            }
        }
    }
}
