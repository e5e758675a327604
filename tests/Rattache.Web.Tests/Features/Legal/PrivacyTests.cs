using Microsoft.Extensions.Options;
using Rattache.Web.Features.SignIn.Reset;
using Rattache.Web.Notifications;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Legal;

public sealed class PrivacyTests
{
    [Fact]
    public async Task Notice_SaysTheDurationsInForce_AndWhomToWriteTo()
    {
        await using var app = new RattacheApp(
            new()
            {
                ["Departures:CloseAfter"] = "41.00:00:00",
                ["Departures:EraseAfter"] = "42.00:00:00",
                ["Audit:KeepAddresses"] = "43.00:00:00",
                ["Retention:Devices"] = "44.00:00:00",
                ["Retention:Mails"] = "45.00:00:00",
                ["Retention:ImportDetails"] = "46.00:00:00",
                ["Legal:Controller"] = "Département d’Essai",
                ["Legal:Contact"] = "https://essai.example/contact",
                ["Legal:ProtectionOfficer"] = "dpo@essai.example",
            }
        );
        await app.InitializeAsync();
        var visitor = app.Visitor();

        await visitor.OpenAsync("/confidentialite");

        var main = visitor.Page.QuerySelector("main")!;
        foreach (var said in new[] { "41 jours", "42 jours", "43 jours", "44 jours", "45 jours", "46 jours", "Département d’Essai" })
        {
            main.TextContent.ShouldContain(said);
        }

        var links = main.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ToList();
        links.ShouldContain("https://essai.example/contact");
        links.ShouldContain("mailto:dpo@essai.example");
        links.ShouldContain("https://www.cnil.fr/fr/plaintes");
        links.ShouldContain("/mon-compte/mes-donnees");
    }

    [Fact]
    public async Task Notice_NobodyNamed_SendsToTheSchool()
    {
        await using var app = new RattacheApp();
        await app.InitializeAsync();
        var visitor = app.Visitor();
        await visitor.OpenAsync("/confidentialite");
        visitor.Page.QuerySelector("main")!.TextContent.ShouldContain("L’école vous donne son adresse");
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("https://sms.example/send", null, "Le prestataire qui transmet nos SMS : il voit votre numéro")]
    [InlineData("https://sms.example/send", "Messages & Cie", "Messages & Cie, qui transmet nos SMS : ce prestataire voit votre numéro")]
    public async Task Notice_SaysWhoPassesTextMessagesOn_WhereSomebodyDoes(string? url, string? name, string? said)
    {
        Dictionary<string, string> settings = [];
        if (url is not null)
        {
            settings["Sms:Url"] = url;
        }

        if (name is not null)
        {
            settings["Sms:ProviderName"] = name;
        }

        await using var app = new RattacheApp(settings);
        await app.InitializeAsync();
        var visitor = app.Visitor();
        await visitor.OpenAsync("/confidentialite");
        var lines = visitor
            .Page.QuerySelectorAll("main li")
            .Select(li => li.TextContent)
            .Where(line => line.Contains("SMS", StringComparison.Ordinal));
        if (said is null)
        {
            lines.ShouldBeEmpty();
        }
        else
        {
            lines.ShouldHaveSingleItem().ShouldStartWith(said);
        }
    }

    [Fact]
    public async Task Notice_SaysHowLongNotificationsAndWhatWasForgottenAreKept()
    {
        await using var app = new RattacheApp();
        await app.InitializeAsync();
        var visitor = app.Visitor();
        await visitor.OpenAsync("/confidentialite");
        var main = visitor.Page.QuerySelector("main")!.TextContent;
        main.ShouldContain($"attend qu’il soit détaché, {SendDigests.Patience.Days} jours au plus");
        main.ShouldContain($"dès que la réponse est prête, {PasswordReset.Life.TotalMinutes} minutes après au plus");
        main.ShouldContain("Vos choix de notifications");
    }

    [Theory]
    [InlineData("Legal:Controller", "Région", "go together")]
    [InlineData("Legal:Contact", "nulle part", "Legal:Contact must be")]
    [InlineData("Legal:Contact", "http://essai.example", "Legal:Contact must be")]
    [InlineData("Legal:ProtectionOfficer", "Le délégué <dpo@essai.example>", "Legal:ProtectionOfficer must be")]
    [InlineData("Retention:Devices", "00:00:00", "Retention:Devices must be whole days")]
    [InlineData("Retention:Mails", "5000.00:00:00", "Retention:Mails must be whole days")]
    [InlineData("Retention:ImportDetails", "12:00:00", "Retention:ImportDetails must be whole days")]
    public async Task Start_ValueOutOfBounds_StopsWithASentence(string key, string value, string sentence)
    {
        await using var app = new RattacheApp(new() { [key] = value });
        await app.InitializeAsync();
        Should.Throw<OptionsValidationException>(() => app.Visitor()).Message.ShouldContain(sentence);
    }
}
