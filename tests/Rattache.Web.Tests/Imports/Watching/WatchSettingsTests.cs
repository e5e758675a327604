using Microsoft.Extensions.Options;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Imports.Watching;

public sealed class WatchSettingsTests
{
    [Theory]
    [InlineData("Imports:Watch:Quiet", "00:00:00", "Imports:Watch:Quiet and :Period must lie between")]
    [InlineData("Imports:Watch:Period", "02:00:00", "Imports:Watch:Quiet and :Period must lie between")]
    [InlineData("Imports:Archives:MaxRatio", "0", "Imports:Archives:MaxEntries, :MaxBytes and :MaxRatio must be positive")]
    [InlineData("Imports:MissingSchools:After", "0", "Imports:MissingSchools:After must be a number of days, 1 to 366")]
    [InlineData("Imports:MissingSchools:After", "367", "Imports:MissingSchools:After must be a number of days, 1 to 366")]
    [InlineData("Imports:Archives:Folder", "", "Imports:Archives:Folder must name a folder")]
    public async Task Start_ValueOutOfBounds_StopsWithASentence(string key, string value, string sentence)
    {
        await using var app = new RattacheApp(new() { [key] = value });
        await app.InitializeAsync();
        Should.Throw<OptionsValidationException>(() => app.Visitor()).Message.ShouldContain(sentence);
    }
}
