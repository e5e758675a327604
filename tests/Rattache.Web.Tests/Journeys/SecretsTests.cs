using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;
using Rattache.Web.Imports;
using Rattache.Web.Tests.App;
using Rattache.Web.Tests.Imports;

namespace Rattache.Web.Tests.Journeys;

/// <summary>A whole journey, after which no secret of it can be found anywhere that somebody might steal or read over a shoulder.</summary>
public sealed partial class SecretsTests : IAsyncLifetime
{
    private const string Chosen = "cinq souris bien rangées";
    private const string ChosenAfterwards = "sept renards bien cachés";
    private const string OfTheOther = "neuf loutres bien rincées";
    private const string ChosenAtLast = "huit loutres bien mouillées";
    private const string Mobile = "+33639981240";

    private readonly SmtpServer post = new();
    private readonly SmsGateway gateway = new();
    private readonly LogBook log = new();
    private RattacheApp app = null!;
    private WebApplicationFactory<Program> logged = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await gateway.InitializeAsync();
        app = new(
            new(gateway.Settings)
            {
                ["Mail:Host"] = "127.0.0.1",
                ["Mail:Port"] = $"{post.Port}",
                ["Mail:Security"] = "None",
                ["Mail:From"] = "rattache@ent.example",
            }
        );
        await app.InitializeAsync();
        logged = app.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services =>
                services
                    .ConfigureDatabase(options => options.UseLoggerFactory(null))
                    .AddLogging(l => l.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddFilter<LogBook>(null, LogLevel.Trace).AddProvider(log))
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        await logged.DisposeAsync();
        await app.DisposeAsync();
        await post.DisposeAsync();
        await gateway.DisposeAsync();
        log.Dispose();
    }

    [Fact]
    public async Task AfterImportMergesUndosAndReset_NoSecretIsInDatabaseLogsAuditMailsOrAddresses()
    {
        var (first, second, codes) = await ImportAsync();
        await app.People.RelativeAsync("secret.kept", with: p => p.Email = "kept@example.org");
        await app.People.RelativeAsync("secret.third", password: OfTheOther, with: p => p.Email = "third@example.org");

        var key = await ActivateAndMakeKeyAsync(first);
        await MergeAndUndoAsync(key);
        await GatherBySecretsAndUndoAsync(second, ("secret.third", OfTheOther));
        var resetCode = await ResetAsync();
        var mobileCode = await ProveMobileAsync();
        var smsResetCode = await ResetBySmsAsync();

        string[] everywhere =
        [
            key,
            Chosen,
            ChosenAfterwards,
            ChosenAtLast,
            OfTheOther,
            People.Password,
            smsResetCode,
            SmsGateway.Secret,
            .. codes,
            .. await CodesAsync(),
        ];
        await using var after = app.OpenDb();
        var dump = string.Join('\n', await after.DumpAsync());
        ShouldHideFrom(dump, "the database", "secret.kept", [.. everywhere, resetCode]);
        log.Whole.ShouldContain("INSERT INTO", customMessage: "what is sent to the database is in the logs too");
        ShouldHideFrom(log.Whole, "the logs, where addresses are too", Proving.Page, [.. everywhere, resetCode]);
        ShouldHideFrom(
            string.Join('\n', post.Letters.Where(l => !l.TextBody!.Contains(resetCode, StringComparison.Ordinal)).Select(l => l.ToString())),
            "every mail but the one that brings the reset code",
            "kept@example.org",
            [.. everywhere, resetCode]
        );
        var mails = string.Join('\n', post.Letters.Select(l => l.ToString()));
        ShouldHideFrom(mails, "every mail", "kept@example.org", everywhere);
        log.Whole.ShouldNotContain(Mobile[3..], customMessage: "whose number it is, is in the logs");
        Shows(string.Join('\n', gateway.Requests.Select(r => r.Body)), mobileCode).ShouldBeTrue("the text message is where the code is");
        Shows(dump, mobileCode).ShouldBeFalse("the code of the mobile is in the database");
        Shows(log.Whole, mobileCode).ShouldBeFalse("the code of the mobile is in the logs");
        Shows(mails, mobileCode).ShouldBeFalse("the code of the mobile is in a mail");
    }

    // Six figures may stand by chance within a longer number: as a word of their own they must not.
    private static bool Shows(string text, string code) => Regex.IsMatch(text, $@"\b{code.Replace(" ", " ?", StringComparison.Ordinal)}\b");

    /// <summary>A delivery, and two of its parents, with every first-time code that was made.</summary>
    private async Task<((string Login, string Code) First, (string Login, string Code) Second, string[] All)> ImportAsync()
    {
        await using var scope = logged.Services.CreateAsyncScope();
        var codes = logged.Services.GetRequiredService<ActivationCodes>();
        var outcome = await ActivatorUtilities
            .CreateInstance<ImportRunner>(scope.ServiceProvider)
            .RunAsync([Samples.Of("aaf")], new(KeptIssues: int.MaxValue), Cancellation);
        outcome.ShouldHaveSingleItem().ShouldBeOfType<ImportOutcome.Taken>();
        await using var db = app.OpenDb();
        var made = await db.ActivationCodes.ToListAsync(Cancellation);
        var parents = await db
            .Accounts.Where(a => a.Kind == AccountKind.Relative && db.ChildLinks.Any(l => l.RelativeId == a.Id))
            .OrderBy(a => a.Login)
            .Take(2)
            .ToListAsync(Cancellation);
        var sheets = parents.Select(p => (p.Login, codes.Open(made.Single(c => c.AccountId == p.Id)))).ToList();
        return (sheets[0], sheets[1], [.. made.Select(codes.Open)]);
    }

    /// <summary>Those that lie in the database now: the gathered account has a new one.</summary>
    private async Task<string[]> CodesAsync()
    {
        var codes = logged.Services.GetRequiredService<ActivationCodes>();
        await using var db = app.OpenDb();
        return [.. (await db.ActivationCodes.ToListAsync(Cancellation)).Select(codes.Open)];
    }

    private async Task<string> ActivateAndMakeKeyAsync((string Login, string Code) sheet)
    {
        var owner = Visit();
        await owner.OpenAsync("/activation");
        await owner.PressAsync("Continuer", ("identifiant", sheet.Login), ("code", sheet.Code));
        await owner.PressAsync("Activer mon compte", ("passe", Chosen), ("courriel", "absorbed@example.org"), ("conditions", "true"));
        return await owner.TakeKeyAsync();
    }

    private async Task MergeAndUndoAsync(string key)
    {
        var visitor = Visit();
        await visitor.SignInAsync("secret.kept");
        await visitor.PasteAsync(Guid.NewGuid().ToString());
        await visitor.PasteAsync(key);
        await visitor.ConfirmAsync();
        await visitor.OpenAsync(visitor.Page.QuerySelector("a[href^='/rattachements/']")!.GetAttribute("href")!);
        await visitor.DetachAsync();
    }

    /// <summary>A secret typed beside the wrong login, too, is somebody's secret.</summary>
    private async Task GatherBySecretsAndUndoAsync((string Login, string Secret) sheet, (string Login, string Secret) other)
    {
        var visitor = Visit();
        await visitor.SignInAsync("secret.kept");
        await visitor.ProveAsync(other.Login, sheet.Secret);
        await visitor.ProveAsync(sheet.Login, other.Secret);
        foreach (var (login, secret) in new[] { sheet, other })
        {
            await visitor.ProveAsync(login, secret);
            await visitor.ConfirmAsync();
            visitor.Path.ToString().ShouldStartWith("/mon-compte/rattacher/fait", customMessage: visitor.Page.Body!.TextContent);
            await visitor.DetachAsync();
        }
    }

    private async Task<string> ResetAsync()
    {
        var visitor = Visit();
        await visitor.OpenAsync("/mot-de-passe-oublie");
        await visitor.PressAsync("Recevoir le code", ("identifiant", "secret.kept"));
        await app.AnswerAskingsAsync();
        await AllSentAsync();
        var code = post.Letters.Select(l => Code().Match(l.TextBody!)).Last(match => match.Success).Groups[1].Value;
        await visitor.PressAsync("Continuer", ("code", code));
        await visitor.PressAsync("Enregistrer", ("passe", ChosenAfterwards));
        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/fait");
        await AllSentAsync();
        return code;
    }

    private async Task<string> ProveMobileAsync()
    {
        var visitor = Visit();
        await visitor.SignInAsync("secret.kept", ChosenAfterwards);
        await visitor.OpenAsync("/mon-compte/mobile");
        await visitor.PressAsync("Recevoir le code", ("numero", Mobile));
        var code = await gateway.CodeToAsync(Mobile);
        await visitor.PressAsync("Confirmer mon numéro", ("code", code));
        visitor.Path.ToString().ShouldBe("/mon-compte");
        return code;
    }

    private async Task<string> ResetBySmsAsync()
    {
        var visitor = Visit();
        await visitor.OpenAsync("/mot-de-passe-oublie");
        await visitor.PressAsync("Recevoir le code", ("identifiant", Mobile));
        await app.AnswerAskingsAsync();
        var code = await gateway.CodeToAsync(Mobile, 2);
        await visitor.PressAsync("Continuer", ("code", code));
        await visitor.PressAsync("Enregistrer", ("passe", ChosenAtLast));
        visitor.Path.ToString().ShouldBe("/mot-de-passe-oublie/fait");
        await AllSentAsync();
        return code;
    }

    private async Task AllSentAsync()
    {
        await using var db = app.OpenDb();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (await db.Outbox.AnyAsync(m => (m.Type == "mail" || m.Type == "sms") && m.DeliveredAt == null, patience.Token))
        {
            app.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }
    }

    private static void ShouldHideFrom(string text, string place, string holds, string[] secrets)
    {
        text.ShouldContain(holds, customMessage: $"{place} is where we look");
        foreach (var secret in secrets)
        {
            text.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{secret} is in {place}");
            text.Contains(secret.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
                .ShouldBeFalse($"{secret} is in {place}, without its hyphens");
        }
    }

    private Visitor Visit() =>
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

    [GeneratedRegex(@"^    (\S+-\S+)\s*$", RegexOptions.Multiline)]
    private static partial Regex Code();
}
