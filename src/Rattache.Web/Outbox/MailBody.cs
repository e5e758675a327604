using System.Net;
using System.Text;
using Rattache.Web.Texts;

namespace Rattache.Web.Outbox;

/// <summary>
/// A text of Texts/Mail.resx as a letter: paragraphs stand apart by an empty line; one that begins with <c># </c> is a code,
/// set large; one that begins with <c>-&gt; </c> is a link. Nothing is fetched, and no link acts by itself: programs that read mail for
/// their owner follow them.
/// </summary>
internal static class MailBody
{
    private const string Code = "# ";
    private const string LinkTo = "-> ";

    /// <summary>A paragraph of its own.</summary>
    public static string Link(Uri to, string words) => $"{LinkTo}{to.AbsoluteUri} {words}";

    public static string Text(string words) => string.Join("\n\n", Paragraphs(words).Select(TextOf)) + "\n";

    public static string Html(string words, Language language)
    {
        var html = new StringBuilder(
            $"""
            <!doctype html><html lang="{language.Code}" dir="{language.Direction}"><body dir="{language.Direction}" style="font: 18px/1.5 sans-serif; color: #12262b; max-width: 36em">
            """
        );
        foreach (var paragraph in Paragraphs(words))
        {
            html.Append(HtmlOf(paragraph));
        }

        return html.Append("</body></html>").ToString();
    }

    private static string TextOf(string paragraph) =>
        paragraph.StartsWith(Code, StringComparison.Ordinal) ? $"    {Bare(paragraph)}"
        : LinkOf(paragraph) is var (to, words) ? $"{words}\n{to}"
        : paragraph;

    private static string HtmlOf(string paragraph) =>
        paragraph.StartsWith(Code, StringComparison.Ordinal)
            ? $"""<p dir="ltr" style="font: bold 28px/1.5 monospace; letter-spacing: .1em">{WebUtility.HtmlEncode(Bare(paragraph))}</p>"""
        : LinkOf(paragraph) is var (to, words) ? $"""<p><a href="{WebUtility.HtmlEncode(to)}">{WebUtility.HtmlEncode(words)}</a></p>"""
        : $"<p>{WebUtility.HtmlEncode(paragraph).Replace("\n", "<br>", StringComparison.Ordinal)}</p>";

    private static (string To, string Words)? LinkOf(string paragraph) =>
        paragraph.StartsWith(LinkTo, StringComparison.Ordinal) && paragraph[LinkTo.Length..].Split(' ', 2) is [var to, var words]
            ? (to, words)
            : null;

    // Whoever copies it copies the code alone, without the signs around it that keep its direction.
    private static string Bare(string code) => code[Code.Length..].Trim('\u2068', '\u2069');

    private static IEnumerable<string> Paragraphs(string words) =>
        words
            .ReplaceLineEndings("\n")
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(p => string.Join('\n', p.Trim('\n').Split('\n').Select(line => line.Trim(' '))))
            .Where(p => p.Length > 0);
}
