using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using Rattache.Web.Features.MyAccount;
using Rattache.Web.Texts;

namespace Rattache.Web.Commands.CodeSheets;

/// <summary>The sheets as one page to print, a sheet of paper a parent. It holds all it needs, fetches nothing and runs nothing.</summary>
internal sealed class SheetPage(Text text, Uri activation, string school)
{
    private static readonly HtmlEncoder Letters = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly Lazy<IHtmlContent> Style = new(() => new HtmlString(Resource("sheets.css")));
    private readonly QrCode qr = QrCode.Of(activation.AbsoluteUri);
    private readonly string qrName = text["sheets.qr"];

    public byte[] Write(IReadOnlyList<SheetLine> lines)
    {
        var page = Html(
            $"""
            <!doctype html>
            <html lang="fr">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{text["sheets.title", school]}</title>
            <style>{Style.Value}</style>
            </head>
            <body>
            <svg class="drawn-once" aria-hidden="true"><symbol id="qr" viewBox="0 0 {qr.Side} {qr.Side}"><path d="{qr.Path}" shape-rendering="crispEdges"/></symbol></svg>
            <header class="screen">
            <h1>{text["sheets.title", school]}</h1>
            <p>{text["sheets.count", lines.Count]}</p>
            <p>{text["sheets.advice"]}</p>
            </header>
            <main>
            {All(lines.Select(Sheet))}
            </main>
            </body>
            </html>

            """
        );
        var written = new StringWriter();
        page.WriteTo(written, Letters);
        return Encoding.UTF8.GetBytes(written.ToString());
    }

    private HtmlFormattableString Sheet(SheetLine line) =>
        Html(
            $"""
            <article>
            <p class="to">
            <span>{text["sheets.to"]} <strong translate="no">{line.FirstName} {line.LastName}</strong></span>
            <span>{Class(line)}</span>
            </p>
            <p class="school">{school}</p>
            <h2>{text["sheets.account"]}</h2>
            <p>{text["sheets.lead"]}</p>
            <section class="activate">
            <div>
            <p>{text["sheets.open"]}<br><strong class="address" translate="no">{Shown(activation)}</strong></p>
            <dl>
            <dt>{text["activation.login"]}</dt>
            <dd class="login" translate="no">{line.Login}</dd>
            <dt>{text["activation.code"]}</dt>
            <dd class="code" translate="no">{Code(line)}</dd>
            </dl>
            <p>{text["sheets.then"]}</p>
            </div>
            <svg class="qr" role="img" aria-label="{qrName}"><use href="#qr"/></svg>
            </section>
            <section class="gather">
            <h3>{text["sheets.several"]}</h3>
            <p>{text["help.lead"]} {text["sheets.alone"]}</p>
            <ol>
            {Step("take", "open", "make", "copy")}
            {Step("paste", "change", "open", "paste", "confirm")}
            </ol>
            </section>
            <p class="foot">{text["sheets.foot"]}</p>
            </article>

            """
        );

    /// <summary>A step of the guide, in the words of its page.</summary>
    private HtmlFormattableString Step(string step, params string[] acts) =>
        Html(
            $"""
            <li><strong>{text[$"help.{step}.title"]}.</strong> {text[$"help.{step}.where"]}
            <ul>{All(acts.Select(act => Html($"<li>{text.Html($"help.{step}.{act}")}</li>")))}</ul></li>
            """
        );

    private static HtmlContentBuilder Code(SheetLine line) =>
        All(line.Code.Split('-').Select((four, i) => Html($"{(i == 0 ? "" : "-")}<span>{four}</span>")));

    private string Class(SheetLine line) => line.ClassName.Length == 0 ? "" : text["sheets.class", line.ClassName];

    /// <summary>As one types it.</summary>
    private static string Shown(Uri address) => address.Scheme == Uri.UriSchemeHttps ? address.Authority + address.AbsolutePath : address.AbsoluteUri;

    /// <summary>Whatever fills a hole is encoded, unless it is made here.</summary>
    private static HtmlFormattableString Html(FormattableString html) => new(CultureInfo.InvariantCulture, html.Format, html.GetArguments());

    private static HtmlContentBuilder All(IEnumerable<IHtmlContent> parts)
    {
        var all = new HtmlContentBuilder();
        foreach (var part in parts)
        {
            all.AppendHtml(part);
        }

        return all;
    }

    private static string Resource(string name)
    {
        using var stream = typeof(SheetPage).Assembly.GetManifestResourceStream(name)!;
        return new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }
}
