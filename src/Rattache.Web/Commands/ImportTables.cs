using System.Globalization;
using Rattache.Core.Imports;
using Rattache.Web.Imports;
using Rattache.Web.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;
using Cell = Spectre.Console.Text;
using Text = Rattache.Web.Texts.Text;

namespace Rattache.Web.Commands;

/// <summary>Reports as tables of a terminal. What a file says is never markup: a cell holds text alone.</summary>
internal static class ImportTables
{
    private static readonly string[] Outcomes = ["read", "added", "changed", "unchanged", "left", "returned", "rejected"];

    /// <summary>A line for each category, a column for each thing that became of its records.</summary>
    public static IRenderable Counts(Text text, ImportDocument import)
    {
        var table = Table(text, ["category"], Outcomes);
        foreach (var c in import.Counts)
        {
            int[] numbers = [c.Read, c.Added, c.Changed, c.Unchanged, c.Left, c.Returned, c.Rejected];
            table.AddRow([new Cell(Name(text, c.Category)), .. numbers.Select(n => new Cell(Number(n)))]);
        }

        return table;
    }

    /// <summary>Past imports, of narrow columns: only what is not nothing is counted.</summary>
    public static IRenderable List(Text text, IEnumerable<ImportDocument> imports)
    {
        var table = Table(text, ["import", "delivery", "outcome", "records"], []);
        table.Columns[0].NoWrap(); // an identifier is copied
        foreach (var import in imports)
        {
            table.AddRow(
                new Cell($"{When(import)}\n{import.Id}"),
                new Cell($"{Feed(import)} {import.Academy} {Day(import)}\n{Extent(text, import)}"),
                new Cell(import.Outcome),
                new Cell(string.Join('\n', Sums(import).Where(s => s.Count > 0).Select(s => text[$"commands.sum-{s.Name}", Number(s.Count)])))
            );
        }

        return table;
    }

    public static (string Name, int Count)[] Sums(ImportDocument import) =>
        [
            ("added", import.Counts.Sum(c => c.Added)),
            ("changed", import.Counts.Sum(c => c.Changed)),
            ("left", import.Counts.Sum(c => c.Left)),
            ("returned", import.Counts.Sum(c => c.Returned)),
            ("rejected", import.Counts.Sum(c => c.Rejected)),
        ];

    public static string When(ImportDocument import) =>
        TimeZoneInfo.ConvertTime(import.FinishedAt, Clocks.Schools).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Feed(ImportDocument import) => import.Feed?.ToString().ToUpperInvariant() ?? "";

    public static string Day(ImportDocument import) => import.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static string Extent(Text text, ImportDocument import) =>
        import.Extent is { } extent ? text[$"commands.extent-{extent.ToString().ToLowerInvariant()}"] : "";

    public static string Name(Text text, RecordCategory category) => text[$"commands.category-{category.ToString().ToLowerInvariant()}"];

    private static Table Table(Text text, IEnumerable<string> words, IEnumerable<string> numbers)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var word in words)
        {
            table.AddColumn(new TableColumn(new Cell(text[$"commands.column-{word}"])));
        }

        foreach (var number in numbers)
        {
            table.AddColumn(new TableColumn(new Cell(text[$"commands.column-{number}"])).RightAligned().NoWrap());
        }

        return table;
    }

    private static string Number(int number) => number.ToString("N0", Language.Current.Culture);
}
