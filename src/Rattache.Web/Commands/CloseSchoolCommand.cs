using System.CommandLine;
using System.Globalization;
using Rattache.Web.Imports;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>An operator's word that no feed will hold a school again; deliveries do the rest.</summary>
internal static class CloseSchoolCommand
{
    public static Command Make(Func<ServiceProvider> services)
    {
        var uai = new Argument<string>("UAI") { Description = Verbs.Words["commands.help.school"] };
        var undo = new Option<bool>("--undo") { Description = Verbs.Words["commands.help.close-school-undo"] };
        var command = new Command("close-school", Verbs.Words["commands.help.close-school"]) { uai, undo };
        command.SetAction(
            (parsed, cancellation) =>
                CommandServices.RunAsync(
                    services,
                    async scope =>
                    {
                        var (school, typed) = (scope.GetRequiredService<CloseSchool>(), parsed.GetValue(uai)!);
                        var done = parsed.GetValue(undo)
                            ? await school.ReopenAsync(typed, cancellation)
                            : await school.CloseAsync(typed, cancellation);
                        return await TellAsync(scope.GetRequiredService<Text>(), done, typed, parsed.GetValue(undo), parsed.InvocationConfiguration);
                    },
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> TellAsync(Text text, SchoolClosing done, string typed, bool undo, InvocationConfiguration console)
    {
        switch (done)
        {
            case SchoolClosing.Done marked:
                await TellAsync(text, marked, undo, console.Output);
                return 0;
            case SchoolClosing.Already { School: var school, Since: { } since }:
                await console.Output.WriteLineAsync(text["commands.school-closed-already", school.Name, school.Uai, Day(since)]);
                return 0;
            case SchoolClosing.Already { School: var school }:
                await console.Output.WriteLineAsync(text["commands.school-not-closed", school.Name, school.Uai]);
                return 0;
            case SchoolClosing.InNoFeed { School: var school }:
                await console.Error.WriteLineAsync(text["commands.school-in-no-feed", school.Name, school.Uai]);
                return Verbs.Refused;
            default:
                await console.Error.WriteLineAsync(text["commands.unknown-school", typed]);
                return Verbs.Refused;
        }
    }

    private static async Task TellAsync(Text text, SchoolClosing.Done marked, bool undo, TextWriter output)
    {
        var school = marked.School;
        if (undo)
        {
            await output.WriteLineAsync(text["commands.school-reopened", school.Name, school.Uai, string.Join(", ", marked.Feeds.Select(Name))]);
            return;
        }

        await output.WriteLineAsync(text["commands.school-closed", school.Name, school.Uai]);
        foreach (var feed in marked.Feeds)
        {
            var code = feed.HasOpenSchool ? "commands.school-closed-in" : "commands.school-closed-alone";
            await output.WriteLineAsync(text[code, Name(feed), feed.People]);
        }

        await output.WriteLineAsync(text["commands.school-closed-undo", school.Uai]);
    }

    private static string Name(ClosedFeed feed) => $"{feed.Source.ToString().ToUpperInvariant()} {feed.Academy}".TrimEnd();

    private static string Day(DateTimeOffset at) => Clocks.Day(at, Clocks.Schools).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
