using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;
using Rattache.Web.Audit;
using Rattache.Web.Data;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

internal static class CodesCommand
{
    private static readonly StringComparer French = StringComparer.Create(CultureInfo.GetCultureInfo("fr-FR"), ignoreCase: true);

    public static Command Make(Func<ServiceProvider> services)
    {
        var school = new Option<string>("--school")
        {
            Description = "L’UAI de l’école.",
            HelpName = "UAI",
            Required = true,
        };
        var command = new Command("codes", "Écrit les codes de première connexion d’une école, par classe et par nom, séparés par des tabulations.")
        {
            school,
        };
        command.SetAction(
            (parsed, cancellation) =>
                CommandServices.RunAsync(
                    services,
                    scope => PrintAsync(scope, parsed.GetRequiredValue(school), parsed.InvocationConfiguration, cancellation),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> PrintAsync(IServiceProvider scope, string number, InvocationConfiguration console, CancellationToken cancellation)
    {
        var (db, codes, text) = (
            scope.GetRequiredService<RattacheDb>(),
            scope.GetRequiredService<ActivationCodes>(),
            scope.GetRequiredService<Text>()
        );
        var school = Uai.TryParse(number, out var uai) ? await db.Schools.SingleOrDefaultAsync(s => s.Uai == uai, cancellation) : null;
        if (school is null)
        {
            await console.Error.WriteLineAsync(text["commands.unknown-school", number]);
            return Verbs.Refused;
        }

        // Before a single code is shown.
        db.Record(scope.GetRequiredService<TimeProvider>().GetUtcNow(), AuditKinds.CodesPrinted, $"{AuditKinds.Ok}/{school.Uai}", actor: null);
        await db.SaveChangesAsync(cancellation);
        var lines = await CodeSheet.OfAsync(db, school.Id, cancellation);
        await console.Output.WriteLineAsync(text["commands.codes-header"].Replace(' ', '\t'));
        foreach (
            var line in lines
                .OrderBy(l => l.ClassName ?? "", French)
                .ThenBy(l => l.LastName, French)
                .ThenBy(l => l.FirstName, French)
                .ThenBy(l => l.Login, StringComparer.Ordinal)
        )
        {
            var kind = text[$"commands.kind-{line.Kind.ToString().ToLowerInvariant()}"];
            await console.Output.WriteLineAsync(
                string.Join('\t', line.ClassName, kind, line.LastName, line.FirstName, line.Login, codes.Open(line.Id, line.Sealed))
            );
        }

        return 0;
    }
}
