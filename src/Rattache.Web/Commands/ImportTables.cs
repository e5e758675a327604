using System.Globalization;
using Rattache.Core.Imports;
using Rattache.Web.Imports;
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

    /// <summary>A line for each import.</summary>
    public static IRenderable List(Text text, IEnumerable<string[]> rows, string[] columns, int numbers)
    {
        var table = Table(text, columns[..^numbers], columns[^numbers..]);
        foreach (var row in rows)
        {
            table.AddRow(row.Select(cell => new Cell(cell)));
        }

        return table;
    }

    public static string Name(Text text, RecordCategory category) => text[$"commands.category-{category.ToString().ToLowerInvariant()}"];

    private static Table Table(Text text, IEnumerable<string> words, IEnumerable<string> numbers)
    {
        var table = new Table { Border = TableBorder.Rounded };
        foreach (var word in words)
        {
            table.AddColumn(new TableColumn(new Cell(text[$"commands.column-{word}"])).NoWrap());
        }

        foreach (var number in numbers)
        {
            table.AddColumn(new TableColumn(new Cell(text[$"commands.column-{number}"])).RightAligned());
        }

        return table;
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.GetCultureInfo("fr-FR"));
}
