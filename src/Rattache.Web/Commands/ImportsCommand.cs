using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rattache.Web.Data;
using Rattache.Web.Imports;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>Past imports, the newest first; or one of them told again.</summary>
internal static class ImportsCommand
{
    private const int Most = 1000;
    private static readonly string[] Columns =
    [
        "id",
        "when",
        "feed",
        "academy",
        "date",
        "extent",
        "outcome",
        "added",
        "changed",
        "left",
        "returned",
        "rejected",
    ];

    public static Command Make(Func<ServiceProvider> services)
    {
        var last = new Option<int>("--last")
        {
            Description = Verbs.Words["commands.help.imports-last", Most],
            HelpName = "N",
            DefaultValueFactory = _ => 20,
        };
        last.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > Most)
            {
                result.AddError(Verbs.Words["commands.last-malformed", Most]);
            }
        });
        var id = new Option<string?>("--id") { Description = Verbs.Words["commands.help.imports-id"], HelpName = "ID" };
        id.Validators.Add(given =>
        {
            if (!Guid.TryParse(given.GetValueOrDefault<string>(), out _))
            {
                given.AddError(Verbs.Words["commands.id-malformed"]);
            }
        });
        var command = new Command("imports", Verbs.Words["commands.help.imports"]) { last, id };
        command.SetAction(
            (parsed, cancellation) =>
                CommandServices.RunAsync(
                    services,
                    scope =>
                        Guid.TryParse(parsed.GetValue(id), out var one)
                            ? TellAsync(scope, one, parsed.InvocationConfiguration, cancellation)
                            : ListAsync(scope, parsed.GetValue(last), parsed.InvocationConfiguration, cancellation),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> TellAsync(IServiceProvider scope, Guid id, InvocationConfiguration console, CancellationToken cancellation)
    {
        var (db, text) = (scope.GetRequiredService<RattacheDb>(), scope.GetRequiredService<Text>());
        if (await db.ImportRuns.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation) is not { } run)
        {
            await console.Error.WriteLineAsync(text["commands.unknown-import", id]);
            return Verbs.Refused;
        }

        new ImportPrinter(text, console.Output, Terminal.OfOutput(console)).Print(ImportJson.Read(run.Report));
        return 0;
    }

    private static async Task<int> ListAsync(IServiceProvider scope, int last, InvocationConfiguration console, CancellationToken cancellation)
    {
        var (db, text) = (scope.GetRequiredService<RattacheDb>(), scope.GetRequiredService<Text>());
        var runs = await db
            .ImportRuns.AsNoTracking()
            .OrderByDescending(r => r.FinishedAt)
            .ThenByDescending(r => r.Id)
            .Take(last)
            .ToListAsync(cancellation);
        var imports = runs.Select(run => ImportJson.Read(run.Report));
        if (Terminal.OfOutput(console) is { } terminal)
        {
            terminal.Write(ImportTables.List(text, imports));
            return 0;
        }

        await console.Output.WriteLineAsync(string.Join('\t', Columns.Select(column => text[$"commands.column-{column}"])));
        foreach (var import in imports)
        {
            await console.Output.WriteLineAsync(string.Join('\t', Row(text, import)));
        }

        return 0;
    }

    private static IEnumerable<string> Row(Text text, ImportDocument import) =>
        [
            import.Id!.Value.ToString(),
            ImportTables.When(import),
            ImportTables.Feed(import),
            import.Academy,
            ImportTables.Day(import),
            ImportTables.Extent(text, import),
            import.Outcome,
            .. ImportTables.Sums(import).Select(sum => sum.Count.ToString(CultureInfo.InvariantCulture)),
        ];
}
