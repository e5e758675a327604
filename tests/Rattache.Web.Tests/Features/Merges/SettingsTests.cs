using Microsoft.Extensions.Options;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Merges;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Merging:KeyLife", "00:00:05", "Merging:KeyLife must lie between")]
    [InlineData("Merging:KeyLife", "3.00:00:00", "Merging:KeyLife must lie between")]
    [InlineData("Departures:CloseAfter", "00:00:00", "Departures:CloseAfter must be whole days")]
    [InlineData("Departures:EraseAfter", "1.12:00:00", "Departures:EraseAfter must be whole days")]
    [InlineData("Audit:KeepAddresses", "4000.00:00:00", "Audit:KeepAddresses must be whole days")]
    [InlineData("Merging:SourceFamilies", "7", "Merging:SourceFamilies must be")]
    [InlineData("SignIn:RefusedFromAddress", "9", "must lie between 10 and 1000000")]
    [InlineData("SignIn:AskedFromAddress", "1000001", "must lie between 10 and 1000000")]
    public async Task Start_ValueOutOfBounds_StopsWithASentence(string key, string value, string sentence)
    {
        await using var app = new RattacheApp(new() { [key] = value });
        await app.InitializeAsync();
        Should.Throw<OptionsValidationException>(() => app.Visitor()).Message.ShouldContain(sentence);
    }

    [Fact]
    public async Task SourceFamilies_SetApart_AreRefused()
    {
        await using var app = new RattacheApp(new() { ["Merging:SourceFamilies"] = "Apart" });
        await app.InitializeAsync();
        await app.People.RelativeAsync("apart.kept");
        await app.People.RelativeAsync("apart.absorbed", with: person => person.Source = Rattache.Core.Accounts.DirectorySource.Csv);
        var key = await app.TakeKeyAsync("apart.absorbed");
        var visitor = await app.SignedInAsync("apart.kept");
        await visitor.PasteAsync(key);
        visitor.Page.QuerySelector(".r-problem")!.TextContent.ShouldContain("même annuaire");
    }
}
