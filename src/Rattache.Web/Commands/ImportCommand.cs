using System.CommandLine;
using Rattache.Core.Accounts;
using Rattache.Web.Data;
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
            Description = "Un fichier, ou un dossier ou une archive (.zip, .tar.gz) qui contient toute une livraison.",
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
        var report = new Option<string?>("--report")
        {
            Description = "Écrire aussi le bilan dans ce fichier, en JSON, même si la livraison est refusée.",
            HelpName = "FICHIER",
        };
        var command = new Command("import", "Alimente l’annuaire. Code de sortie : 0, 1 s’il y a des rejets, 2 si tout est refusé.")
        {
            paths,
            school,
            dryRun,
            force,
            all,
            report,
        };
        command.SetAction(
            (parsed, cancellation) =>
                CommandServices.RunAsync(
                    services,
                    scope =>
                        RunAsync(
                            scope,
                            parsed.GetValue(paths)!,
                            new(
                                parsed.GetValue(dryRun),
                                parsed.GetValue(force),
                                Uai.TryParse(parsed.GetValue(school), out var uai) ? uai : null,
                                parsed.GetValue(all) ? int.MaxValue : IssueLog.Usual
                            ),
                            parsed.GetValue(report),
                            parsed.InvocationConfiguration,
                            cancellation
                        ),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        IServiceProvider scope,
        string[] paths,
        ImportOptions options,
        string? report,
        InvocationConfiguration console,
        CancellationToken cancellation
    )
    {
        var (text, runner) = (scope.GetRequiredService<Text>(), scope.GetRequiredService<ImportRunner>());
        // Before hours of work, not after.
        if (report is not null && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(report))))
        {
            await console.Error.WriteLineAsync(text["commands.no-folder", report]);
            return Verbs.Refused;
        }

        var outcomes = Terminal.OfErrors(console) is { } terminal
            ? await ProgressBars.ShowAsync(terminal, text, bars => runner.RunAsync(paths, options with { Progress = bars }, cancellation))
            : await runner.RunAsync(paths, options with { Progress = new ProgressLines(text, console.Error) }, cancellation);
        if (report is not null)
        {
            await PrivateFile.WriteAsync(report, ImportJson.WriteFile(outcomes.Select(o => o.Document)), replace: true, cancellation);
        }

        var printer = new ImportPrinter(text, console.Output, Terminal.OfOutput(console));
        return outcomes.Max(outcome => Print(printer, outcome.Document));
    }

    private static int Print(ImportPrinter printer, ImportDocument import)
    {
        printer.Print(import);
        return import.Refusal is not null ? Verbs.Refused
            : import.Rejections > 0 ? WithRejections
            : 0;
    }
}
