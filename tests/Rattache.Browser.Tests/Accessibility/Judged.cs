using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rattache.Browser.Tests.App;
using Rattache.Web.Tests.App;

namespace Rattache.Browser.Tests.Accessibility;

/// <summary>
/// Whether nothing was found wrong with a page of the same content. Both engines give nearly all pages alike to the letter, so the run
/// on PostgreSQL judges those alone that differ from what the run on SQLite, before it, was content with.
/// </summary>
internal sealed partial class Judged
{
    private static readonly string Folder = Path.Combine(Screenshots.Root(), "artifacts", "judged");
    private readonly string mark;

    private Judged(string mark) => this.mark = mark;

    public bool IsKnown => Engine.IsPostgres && File.Exists(mark);

    /// <summary>The addresses of styles and scripts tell their versions; the judge's own is part of the mark.</summary>
    public static async Task<Judged> OfAsync(IPage page)
    {
        var content = Changing().Replace(await page.ContentAsync(), "");
        return new(Path.Combine(Folder, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Axe.Version} {content}")))));
    }

    /// <summary>Nothing was found, in any view.</summary>
    public void Keep()
    {
        if (!Engine.IsPostgres)
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(mark, "");
        }
    }

    /// <summary>Antiforgery tokens, ids, digests and challenges, which nobody sees.</summary>
    [GeneratedRegex("[A-Za-z0-9_-]{22,}")]
    private static partial Regex Changing();
}
