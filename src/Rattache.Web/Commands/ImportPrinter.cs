using Rattache.Core.Imports;
using Rattache.Web.Imports;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands;

/// <summary>An import in plain sentences: what it did, then each rejection and warning with its file, line, id and reason.</summary>
internal sealed class ImportPrinter(Text text, TextWriter output)
{
    public void Print(DeliveryRefusal refusal)
    {
        output.WriteLine(text["commands.refused"]);
        output.WriteLine(
            refusal.Line is { } line
                ? text["commands.refusal-at", Clean(refusal.File), line, refusal.Column ?? 1, Sentence(refusal.Code, refusal.Detail)]
                : text["commands.refusal", Clean(refusal.File), Sentence(refusal.Code, refusal.Detail)]
        );
    }

    public void Print(ImportReport report)
    {
        output.WriteLine(
            text["commands.delivery", report.Feed.ToString().ToUpperInvariant(), report.Academy.Length > 0 ? report.Academy : "?", Date(report)]
        );
        output.WriteLine(text[Extent(report)]);
        if (report.IsDryRun)
        {
            output.WriteLine(text["commands.dry-run"]);
        }

        foreach (var c in report.Counts)
        {
            output.WriteLine(
                c.Category is RecordCategory.Nomenclature or RecordCategory.Unknown
                    ? text["commands.skipped", Name(c.Category), c.Read]
                    : text["commands.counts", Name(c.Category), c.Read, c.New, c.Changed, c.Unchanged, c.Left, c.Returned, c.Rejected]
            );
        }

        if (report.Continuations > 0)
        {
            output.WriteLine(text["commands.continuations", report.Continuations]);
        }

        Print(report.Issues, IssueSeverity.Rejection, "commands.rejections");
        Print(report.Issues, IssueSeverity.Warning, "commands.warnings");
    }

    private void Print(IssueLog issues, IssueSeverity severity, string heading)
    {
        var count = severity == IssueSeverity.Rejection ? issues.Rejections : issues.Warnings;
        if (count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(text[heading, count]);
        var kept = issues.Kept.Where(i => i.Severity == severity).OrderBy(i => i.File, StringComparer.Ordinal).ThenBy(i => i.Line).ToList();
        foreach (var issue in kept)
        {
            output.WriteLine(
                text["commands.issue", issue.File, issue.Line, Clean(issue.Id ?? text["commands.no-id"]), Sentence(issue.Code, issue.Detail)]
            );
        }

        if (kept.Count < count)
        {
            output.WriteLine(text["commands.more", count - kept.Count]);
        }
    }

    private string Sentence(string code, string? detail) => text[code, Clean(detail ?? "")];

    private string Name(RecordCategory category) => text[$"commands.category-{category.ToString().ToLowerInvariant()}"];

    private static string Extent(ImportReport report) =>
        report.Extent == DeliveryExtent.Delta ? "commands.delta"
        : report.IsWhole ? "commands.whole"
        : "commands.partial";

    private string Date(ImportReport report) =>
        report.Date?.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture) ?? text["commands.no-date"];

    // What a file says goes to a terminal: no control character, no endless line.
    private static string Clean(string said)
    {
        var shown = new string([.. said.Select(c => char.IsControl(c) ? ' ' : c)]);
        return shown.Length > 200 ? shown[..200] + "…" : shown;
    }
}
