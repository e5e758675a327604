using System.CommandLine;
using Rattache.Web.Departures;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>What a serving process does each day, now; or only its figures.</summary>
internal static class EraseCommand
{
    public static Command Make(Func<ServiceProvider> services)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = Verbs.Words["commands.help.erase-dry-run"] };
        var command = new Command("erase", Verbs.Words["commands.help.erase"]) { dryRun };
        command.SetAction(
            (parsed, cancellation) =>
                CommandServices.RunAsync(
                    services,
                    scope => EraseAsync(scope, parsed.GetValue(dryRun), parsed.InvocationConfiguration, cancellation),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> EraseAsync(IServiceProvider scope, bool dryRun, InvocationConfiguration console, CancellationToken cancellation)
    {
        var (people, traces, text) = (
            scope.GetRequiredService<ErasePeople>(),
            scope.GetRequiredService<EraseTraces>(),
            scope.GetRequiredService<Text>()
        );
        var old = dryRun ? await traces.CountAsync(cancellation) : await traces.EraseAsync(cancellation);
        var done = dryRun ? await people.CountAsync(cancellation) : await people.EraseAsync(cancellation);
        if (done is not { } erasure)
        {
            await console.Error.WriteLineAsync(text["commands.erase-busy"]);
            return Verbs.Refused;
        }

        if (dryRun)
        {
            await console.Output.WriteLineAsync(text["commands.dry-run"]);
        }

        await console.Output.WriteLineAsync(text["commands.erased", erasure.People, erasure.Accounts, erasure.Addresses]);
        await console.Output.WriteLineAsync(text["commands.erased-traces", old.Devices, old.Mails, old.Codes, old.Reports]);
        return 0;
    }
}
