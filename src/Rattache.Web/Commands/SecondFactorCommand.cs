using System.CommandLine;
using Rattache.Web.Features.SignIn.SecondFactor;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>Takes away a second factor that its owner has lost, with every recovery code.</summary>
internal static class SecondFactorCommand
{
    public static Command Make(Func<ServiceProvider> services)
    {
        var login = new Argument<string>("identifiant") { Description = "De la personne qui a perdu son téléphone et ses codes de secours." };
        var command = new Command(
            "second-factor",
            "Retire la double vérification et les clés d’accès d’un compte : le mot de passe suffit de nouveau."
        )
        {
            login,
        };
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
