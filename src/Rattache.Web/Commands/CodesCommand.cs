using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rattache.Core.Accounts;
using Rattache.Web.Activation;
using Rattache.Web.Audit;
using Rattache.Web.Commands.CodeSheets;
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
            Description = Verbs.Words["commands.help.school"],
            HelpName = "UAI",
            Required = true,
        };
        var to = new Option<string?>("--to")
        {
            Description = Verbs.Words["commands.help.codes-out"],
            HelpName = Verbs.Words["commands.help.folder-form"],
        };
        var force = new Option<bool>("--force") { Description = Verbs.Words["commands.help.codes-force"] };
        var command = new Command("codes", Verbs.Words["commands.help.codes"]) { school, to, force };
        command.SetAction(
            (parsed, cancellation) =>
                CommandServices.RunAsync(
                    services,
                    scope =>
                        GiveAsync(
                            scope,
                            parsed.GetRequiredValue(school),
                            (parsed.GetValue(to), parsed.GetValue(force)),
                            parsed.InvocationConfiguration,
                            cancellation
                        ),
                    cancellation
                )
        );
        return command;
    }

    private static async Task<int> GiveAsync(
        IServiceProvider scope,
        string number,
        (string? Folder, bool Replace) to,
        InvocationConfiguration console,
        CancellationToken cancellation
    )
    {
        var (db, text) = (scope.GetRequiredService<RattacheDb>(), scope.GetRequiredService<Text>());
        var school = Uai.TryParse(number, out var uai) ? await db.Schools.SingleOrDefaultAsync(s => s.Uai == uai, cancellation) : null;
        if (school is null)
        {
            await console.Error.WriteLineAsync(text["commands.unknown-school", number]);
            return Verbs.Refused;
        }

        if (to.Folder is not null && WhyNoSheets(text, school, to.Folder, to.Replace) is { } no)
        {
            await console.Error.WriteLineAsync(no);
            return Verbs.Refused;
        }

        // Before a single code is shown.
        db.Record(scope.GetRequiredService<TimeProvider>().GetUtcNow(), AuditKinds.CodesPrinted, $"{AuditKinds.Ok}/{school.Uai}", actor: null);
        await db.SaveChangesAsync(cancellation);
        var people = (await CodeSheet.OfAsync(db, school.Id, cancellation))
            .OrderBy(l => l.ClassName ?? "", French)
            .ThenBy(l => l.LastName, French)
            .ThenBy(l => l.FirstName, French)
            .ThenBy(l => l.Login, StringComparer.Ordinal);
        return to.Folder is null
            ? await PrintAsync(scope, people, console)
            : await WriteAsync(scope, school, people, (to.Folder, to.Replace), console, cancellation);
    }

    private static string? WhyNoSheets(Text text, School school, string folder, bool replace) =>
        OutputPlace.WhyNoFolder(text, folder) is { } why ? text["commands.folder-unwritable", folder, why]
        : SheetFiles.InTheWay(folder, school, replace) is not { } there ? null
        : Directory.Exists(there) ? text["commands.folder-in-the-way", there]
        : text["commands.in-the-way", there];

    private static async Task<int> PrintAsync(IServiceProvider scope, IEnumerable<CodeSheetLine> people, InvocationConfiguration console)
    {
        var (codes, text) = (scope.GetRequiredService<ActivationCodes>(), scope.GetRequiredService<Text>());
        await console.Output.WriteLineAsync(text["commands.codes-header"].Replace(' ', '\t'));
        foreach (var line in people)
        {
            var kind = text[$"commands.kind-{line.Kind.ToString().ToLowerInvariant()}"];
            await console.Output.WriteLineAsync(
                string.Join('\t', line.ClassName, kind, line.LastName, line.FirstName, line.Login, codes.Open(line.Id, line.Sealed))
            );
        }

        return 0;
    }

    private static async Task<int> WriteAsync(
        IServiceProvider scope,
        School school,
        IEnumerable<CodeSheetLine> people,
        (string Folder, bool Replace) to,
        InvocationConfiguration console,
        CancellationToken cancellation
    )
    {
        var (codes, text) = (scope.GetRequiredService<ActivationCodes>(), scope.GetRequiredService<Text>());
        var lines = people
            .Where(p => p.Kind == AccountKind.Relative)
            .Select(p => new SheetLine(p.ClassName ?? "", p.LastName, p.FirstName, p.Login, codes.Open(p.Id, p.Sealed)))
            .ToList();
        var written = await scope.GetRequiredService<SheetFiles>().WriteAsync(to.Folder, school, lines, to.Replace, cancellation);
        await console.Output.WriteLineAsync(text["commands.sheets", lines.Count, string.Join('\n', written)]);
        return 0;
    }
}
