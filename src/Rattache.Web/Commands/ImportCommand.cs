using System.CommandLine;
using Rattache.Core.Accounts;
using Rattache.Web.Imports;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

internal static class ImportCommand
{
    private const int WithRejections = 1;

    public static Command Make(Func<ServiceProvider> services)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Un fichier, ou un dossier qui contient toute une livraison.",
            Arity = ArgumentArity.OneOrMore,
        };
        var school = new Option<string?>("--school") { Description = "L’UAI de l’école, quand les fichiers ne la nomment pas.", HelpName = "UAI" };
        school.Validators.Add(given =>
        {
            if (!Uai.TryParse(given.GetValueOrDefault<string>(), out _))
            {
                given.AddError("--school : un UAI a sept chiffres et une lettre, comme 0610101D.");
            }
        });
        var dryRun = new Option<bool>("--dry-run") { Description = "Tout lire et tout compter, ne rien garder." };
        var force = new Option<bool>("--force") { Description = "Prendre la livraison malgré les freins." };
        var all = new Option<bool>("--all") { Description = "Écrire toutes les anomalies, sans couper les longues listes." };
        var command = new Command("import", "Alimente l’annuaire. Code de sortie : 0, 1 s’il y a des rejets, 2 si tout est refusé.")
        {
            paths,
            school,
            dryRun,
            force,
            all,
        };
        command.SetAction(
            (parsed, cancellation) =>
                CommandServices.RunAsync(
                    services,
                    async scope =>
                    {
                        var options = new ImportOptions(
                            parsed.GetValue(dryRun),
                            parsed.GetValue(force),
                            Uai.TryParse(parsed.GetValue(school), out var uai) ? uai : null,
                            KeptIssues: parsed.GetValue(all) ? int.MaxValue : IssueLog.Usual
                        );
                        var outcomes = await scope.GetRequiredService<ImportRunner>().RunAsync(parsed.GetValue(paths)!, options, cancellation);
                        var printer = new ImportPrinter(scope.GetRequiredService<Text>(), parsed.InvocationConfiguration.Output);
                        return outcomes.Max(outcome => Print(printer, outcome));
                    },
                    cancellation
                )
        );
        return command;
    }

    private static int Print(ImportPrinter printer, ImportOutcome outcome)
    {
        switch (outcome)
        {
            case ImportOutcome.Taken(var report):
                printer.Print(report);
                return report.Issues.Rejections > 0 ? WithRejections : 0;
            case ImportOutcome.Refused(var refusal):
                printer.Print(refusal);
                return Verbs.Refused;
            default:
                throw new InvalidOperationException($"No exit code for {outcome}.");
        }
    }
}
