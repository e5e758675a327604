using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rattache.Web.Activation;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Journeys;

public sealed class SecretsTests
{
    private const string Chosen = "cinq souris bien rangées";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AfterAWholeJourney_NoKeyPasswordOrFirstTimeCode_IsInTheDatabaseOrTheLogs()
    {
        using var log = new LogBook();
        await using var app = new RattacheApp();
        await app.InitializeAsync();
        await using var logged = app.WithWebHostBuilder(host =>
            host.ConfigureServices(services =>
                services.AddLogging(l => l.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddFilter<LogBook>(null, LogLevel.Trace).AddProvider(log))
            )
        );
        Visitor Visit() =>
            new(
                logged.CreateClient(
                    new()
                    {
                        AllowAutoRedirect = false,
                        HandleCookies = true,
                        BaseAddress = new("http://localhost"),
                    }
                )
            );
        var school = await app.People.SchoolAsync("École du Journal");
        await app.People.RelativeAsync("secret.kept", with: p => p.Email = "kept@example.org");
        var absorbed = await app.People.RelativeAsync("secret.absorbed", password: null);
        await app.People.ChildAsync("Colombe", school, "CP", absorbed);
        var code = ActivationCodes.Make();
        await using (var db = app.OpenDb())
        {
            db.ActivationCodes.Add(new(absorbed, logged.Services.GetRequiredService<ActivationCodes>().Seal(absorbed, code), app.Clock.GetUtcNow()));
            await db.SaveChangesAsync(Cancellation);
        }

        var owner = Visit();
        await owner.OpenAsync("/activation");
        await owner.PressAsync("Continuer", ("identifiant", "secret.absorbed"), ("code", code));
        await using (var db = app.OpenDb())
        {
            (await db.DumpAsync()).ShouldAllBe(line =>
                !line.Contains(code, StringComparison.OrdinalIgnoreCase)
                && !line.Contains(code.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
            );
        }

        await owner.PressAsync("Activer mon compte", ("passe", Chosen), ("courriel", "absorbed@example.org"), ("conditions", "true"));
        var key = await owner.TakeKeyAsync();
        var visitor = Visit();
        await visitor.SignInAsync("secret.kept");
        await visitor.PasteAsync(Guid.NewGuid().ToString());
        await visitor.PasteAsync(key);
        await visitor.ConfirmAsync();
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href^='/rattachements/']")!.GetAttribute("href")!);
        await visitor.OpenAsync("/mon-compte");
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href^='/mon-compte/detacher/']")!.GetAttribute("href")!);
        await visitor.PressAsync("Détacher");
        visitor.Path.ToString().ShouldBe("/mon-compte");

        await using var after = app.OpenDb();
        var dump = string.Join('\n', await after.DumpAsync());
        dump.ShouldContain("secret.absorbed");
        log.Whole.ShouldContain("/mon-compte/rattacher");
        foreach (
            var secret in new[]
            {
                key,
                key.Replace("-", "", StringComparison.Ordinal),
                Chosen,
                People.Password,
                code,
                code.Replace("-", "", StringComparison.Ordinal),
            }
        )
        {
            dump.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse("in the database");
            log.Whole.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse("in the logs");
        }
    }
}
