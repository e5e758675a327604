using System.Globalization;
using Rattache.Core.Imports;
using Rattache.Web.Imports;
using Spectre.Console;
using Text = Rattache.Web.Texts.Text;

namespace Rattache.Web.Commands;

/// <summary>A report in plain sentences: what the import did, then each rejection and warning with its file, line, id and reason.</summary>
/// <param name="terminal">Counts go there as a table; null where nobody looks.</param>
internal sealed class ImportPrinter(Text text, TextWriter output, IAnsiConsole? terminal)
{
    public void Print(ImportDocument import)
    {
        if (import.Refusal is { } refusal)
        {
            Print(refusal);
            return;
        }

        output.WriteLine(
            text["commands.delivery", import.Feed!.ToString()!.ToUpperInvariant(), import.Academy.Length > 0 ? import.Academy : "?", Date(import)]
        );
        output.WriteLine(text[Extent(import)]);
        if (import.DryRun)
        {
            output.WriteLine(text["commands.dry-run"]);
        }

        if (terminal is not null)
        {
            terminal.Write(ImportTables.Counts(text, import));
        }
        else
        {
            PrintCounts(import);
        }

        if (import.Continuations > 0)
        {
            output.WriteLine(text["commands.continuations", import.Continuations]);
        }

        KeptPrinter.Print(text, output, import);
        if (import is { DetailsErased: true, Issues.Length: > 0 })
        {
            output.WriteLine(text["commands.details-erased"]);
        }

        Print(import, IssueSeverity.Rejection, import.Rejections, "commands.rejections");
        Print(import, IssueSeverity.Warning, import.Warnings, "commands.warnings");
    }

    private void Print(RefusalDocument refusal)
    {
        var file = ImportReasons.Clean(refusal.File);
        output.WriteLine(text["commands.refused"]);
        output.WriteLine(
            refusal.Line is { } line
                ? text["commands.refusal-at", file, line, refusal.Column ?? 1, refusal.Reason]
                : text["commands.refusal", file, refusal.Reason]
        );
    }

    private void PrintCounts(ImportDocument import)
    {
        foreach (var c in import.Counts)
        {
            output.WriteLine(
                c.Category is RecordCategory.Nomenclature or RecordCategory.Unknown
                    ? text["commands.skipped", ImportTables.Name(text, c.Category), c.Read]
                    : text[
                        "commands.counts",
                        ImportTables.Name(text, c.Category),
                        c.Read,
                        c.Added,
                        c.Changed,
                        c.Unchanged,
                        c.Left,
                        c.Returned,
                        c.Rejected
                    ]
            );
        }
    }

    private void Print(ImportDocument import, IssueSeverity severity, int count, string heading)
    {
        if (count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(text[heading, count]);
        var kept = import.Issues.Where(i => i.Severity == severity).ToList();
        foreach (var issue in kept)
        {
            var id = ImportReasons.Clean(issue.Id ?? (import.DetailsErased ? ImportReasons.Erased : text["commands.no-id"]));
            output.WriteLine(text["commands.issue", ImportReasons.Clean(issue.File), issue.Line, id, issue.Reason]);
        }

        if (kept.Count < count)
        {
            output.WriteLine(text["commands.more", count - kept.Count]);
        }
    }

    private static string Extent(ImportDocument import) =>
        import.Extent == DeliveryExtent.Delta ? "commands.delta"
        : import.Whole ? "commands.whole"
        : "commands.partial";

    private string Date(ImportDocument import) => import.Date?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? text["commands.no-date"];
}
