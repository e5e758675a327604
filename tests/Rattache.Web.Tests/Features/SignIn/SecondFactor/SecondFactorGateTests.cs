using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Rattache.Core.Accounts;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.SignIn.SecondFactor;

public sealed class SecondFactorGateTests(SecondFactorGateTests.Guarded app) : IClassFixture<SecondFactorGateTests.Guarded>
{
    private const string SetUp = "/mon-compte/double-verification";

    [Fact]
    public async Task Administrator_WithAPasswordAlone_IsLedToSetOneUp_AndThenOn()
    {
        await app.People.WriteAsync(Administrator("gate.admin"));
        var visitor = await app.SignedInAsync("gate.admin");
        visitor.Path.ToString().ShouldBe(SetUp);
        visitor.Page.QuerySelector(".r-note")!.TextContent.ShouldContain("obligatoire");
        await visitor.OpenAsync("/mon-compte/historique");
        visitor.Path.ToString().ShouldBe(SetUp);

        await app.TurnOnSecondFactorAsync(visitor);
        await visitor.OpenAsync("/mon-compte/historique");
        visitor.Path.ToString().ShouldBe("/mon-compte/historique");
        await visitor.OpenAsync(SetUp);
        visitor.Page.QuerySelectorAll("button").ShouldNotContain(b => b.TextContent.Contains("Désactiver", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/mon-compte")]
    [InlineData(SetUp)]
    [InlineData("/mon-compte/double-verification/activer")]
    [InlineData("/mon-compte/cles-d-acces")]
    [InlineData("/mon-compte/cles-d-acces/ajouter")]
    public async Task Administrator_WithAPasskey_IsLedToIt_SoThatThePasswordAloneAddsNothingBesideIt(string page)
    {
        var login = $"gate.passkey{page.Replace('/', '.')}";
        var id = await app.People.WriteAsync(Administrator(login));
        await using (var db = app.OpenDb())
        {
            db.UserPasskeys.Add(
                new()
                {
                    UserId = id,
                    CredentialId = id.Value.ToByteArray(),
                    Data = new()
                    {
                        PublicKey = [1],
                        CreatedAt = app.Clock.GetUtcNow(),
                        Transports = [],
                        AttestationObject = [1],
                        ClientDataJson = [1],
                    },
                }
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var visitor = await app.SignedInAsync(login);
        visitor.Path.ToString().ShouldBe("/connexion/cle-d-acces");
        await visitor.OpenAsync(page);
        visitor.Path.ToString().ShouldBe("/connexion/cle-d-acces");
    }

    [Fact]
    public async Task Administrator_MaySignOutAndReadHelp()
    {
        await app.People.WriteAsync(Administrator("gate.out"));
        var visitor = await app.SignedInAsync("gate.out");
        await visitor.OpenAsync("/aide/rattacher");
        visitor.Path.ToString().ShouldBe("/aide/rattacher");
        await visitor.PressAsync("Se déconnecter");
        visitor.Path.ToString().ShouldBe("/connexion");
    }

    [Fact]
    public async Task RightGivenMeanwhile_StopsTheOpenSession()
    {
        var id = await app.People.RelativeAsync("gate.later");
        var visitor = await app.SignedInAsync("gate.later");
        await using (var db = app.OpenDb())
        {
            db.AdministrationRights.Add(new(Guid.CreateVersion7(), id, null, fromFeed: false, app.Clock.GetUtcNow()));
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        await visitor.OpenAsync("/mon-compte");
        visitor.Path.ToString().ShouldBe(SetUp);
    }

    [Fact]
    public async Task Parent_IsAskedForNone()
    {
        await app.People.RelativeAsync("gate.parent");
        var visitor = await app.SignedInAsync("gate.parent");
        visitor.Path.ToString().ShouldBe("/mes-enfants");
    }

    [Theory]
    [InlineData("Production", null, true)]
    [InlineData("Staging", null, true)]
    [InlineData("Development", null, false)]
    [InlineData("Development", "true", true)]
    [InlineData("Production", "false", false)]
    public void Setting_IsOnButInDevelopment(string environment, string? set, bool required) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Administration:RequireSecondFactor"] = set })
            .Build()
            .RequiresSecondFactor(new Place(environment))
            .ShouldBe(required);

    private static Person Administrator(string login) =>
        new()
        {
            Kind = AccountKind.Staff,
            Login = login,
            FirstName = "Anne",
            LastName = "Petit",
            Password = People.Password,
            Administrator = true,
        };

    public sealed class Guarded() : RattacheApp(new() { ["Administration:RequireSecondFactor"] = "true" });

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "rattache";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
