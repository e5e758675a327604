using System.CommandLine;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

internal static class MigrateCommand
{
    public static Command Make(Func<ServiceProvider> services)
    {
        var command = new Command("migrate", Verbs.Words["commands.help.migrate"]);
        command.SetAction(
            (parsed, cancellation) =>
                CommandServices.RunAsync(
                    services,
                    async scope =>
                    {
                        await parsed.InvocationConfiguration.Output.WriteLineAsync(scope.GetRequiredService<Text>()["commands.migrated"]);
                        return 0;
                    },
                    cancellation
                )
        );
        return command;
    }
}
