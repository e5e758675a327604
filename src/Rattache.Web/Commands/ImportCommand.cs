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
        var paths = new Argument<string[]>("PATH") { Description = Verbs.Words["commands.help.import-path"], Arity = ArgumentArity.OneOrMore };
        var school = new Option<string?>("--school") { Description = Verbs.Words["commands.help.import-school"], HelpName = "UAI" };
        school.Validators.Add(given =>
        {
            if (!Uai.TryParse(given.GetValueOrDefault<string>(), out _))
            {
                given.AddError("--school : un UAI a sept chiffres et une lettre, comme 0610101D.");
            }
        });
        var dryRun = new Option<bool>("--dry-run") { Description = Verbs.Words["commands.help.import-dry-run"] };
        var force = new Option<bool>("--force") { Description = Verbs.Words["commands.help.import-force"] };
        var all = new Option<bool>("--all") { Description = Verbs.Words["commands.help.import-all"] };
        var report = new Option<string?>("--report")
        {
            Description = Verbs.Words["commands.help.import-report"],
            HelpName = Verbs.Words["commands.help.file-form"],
        };
        var command = new Command("import", Verbs.Words["commands.help.import"]) { paths, school, dryRun, force, all, report };
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
        if (report is not null && WhyNoReport(text, report) is { } no)
        {
            await console.Error.WriteLineAsync(no);
            return Verbs.Refused;
        }

        var outcomes = Terminal.OfErrors(console) is { } terminal
            ? await ProgressBars.ShowAsync(terminal, text, bars => runner.RunAsync(paths, options with { Progress = bars }, cancellation))
            : await runner.RunAsync(paths, options with { Progress = new ProgressLines(text, console.Error) }, cancellation);
        var printer = new ImportPrinter(text, console.Output, Terminal.OfOutput(console));
        var code = outcomes.Max(outcome => Print(printer, outcome.Document));
        if (report is not null)
        {
            await WriteAsync(report, ImportJson.WriteFile(outcomes.Select(o => o.Document)), text, console);
        }

        return code;
    }

    private static string? WhyNoReport(Text text, string report) =>
        report.Length > 0 && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(report)) ?? report) ? text["commands.no-folder", report]
        : OutputPlace.WhyNoFile(text, report) is { } why ? text["commands.report-unwritable", report, why]
        : null;

    /// <summary>What was imported is committed: neither a full disk nor an operator who stops waiting may make it look refused.</summary>
    private static async Task WriteAsync(string report, byte[] content, Text text, InvocationConfiguration console)
    {
        try
        {
            await PrivateFile.WriteAsync(report, content, replace: true, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync(text["commands.report-unwritten", report, e.Message]);
        }
    }

    private static int Print(ImportPrinter printer, ImportDocument import)
    {
        printer.Print(import);
        return import.Refusal is not null ? Verbs.Refused
            : import.Rejections > 0 ? WithRejections
            : 0;
    }
}
