using System.CommandLine;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>Takes away a second factor that its owner has lost, with every recovery code.</summary>
internal static class SecondFactorCommand
{
    public static Command Make(Func<ServiceProvider> services)
    {
        var login = new Argument<string>("LOGIN") { Description = Verbs.Words["commands.help.second-factor-login"] };
        var command = new Command("second-factor", Verbs.Words["commands.help.second-factor"]) { login };
        command.SetAction(
            (parsed, cancellation) =>
                CommandServices.RunAsync(
                    services,
                    scope => RemoveAsync(scope, parsed.GetValue(login)!, parsed.InvocationConfiguration, cancellation),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RemoveAsync(IServiceProvider scope, string login, InvocationConfiguration console, CancellationToken cancellation)
    {
        var text = scope.GetRequiredService<Text>();
        if (!await scope.GetRequiredService<RemoveSecondFactor>().RemoveAsync(login, cancellation))
        {
            await console.Error.WriteLineAsync(text["second-factor.command-unknown", login]);
            return Verbs.Refused;
        }

        await console.Output.WriteLineAsync(text["second-factor.command-done", login]);
        return 0;
    }
}
