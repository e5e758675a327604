using System.Text;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands.CodeSheets;

/// <summary>The sheets as a CSV file that a spreadsheet opens as it is in France: UTF-8 with its mark, semicolons, every value quoted.</summary>
internal static class SheetTable
{
    private static readonly UTF8Encoding WithMark = new(encoderShouldEmitUTF8Identifier: true);

    public static byte[] Write(Text text, Uri address, IEnumerable<SheetLine> lines)
    {
        var csv = new StringBuilder();
        Append(csv, ["class", "last-name", "first-name", "login", "code", "address"], column => text[$"sheets.column-{column}"]);
        foreach (var line in lines)
        {
            Append(csv, [line.ClassName, line.LastName, line.FirstName, line.Login, line.Code, address.AbsoluteUri], Inert);
        }

        return [.. WithMark.GetPreamble(), .. WithMark.GetBytes(csv.ToString())];
    }

    private static void Append(StringBuilder csv, string[] values, Func<string, string> shown) =>
        csv.AppendJoin(';', values.Select(value => $"\"{shown(value).Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append("\r\n");

    /// <summary>Feeds say what names are: one that a spreadsheet would run as a formula gets the apostrophe that makes it text (OWASP, CSV injection).</summary>
    private static string Inert(string value) =>
        value is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] ? $"'{value}" : value;
}
