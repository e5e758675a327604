using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

[assembly: NeutralResourcesLanguage("fr")]

namespace Rattache.Web.Texts;

/// <summary>
/// Every sentence of a screen or a mail, by code, in the reader's language (CurrentUICulture).
/// <c>sign-in.title</c> is the entry <c>title</c> of Texts/SignIn.resx; French is the neutral language, others stand beside it.
/// A missing text throws: better a failing test than a hole in a page.
/// </summary>
public sealed partial class Text
{
    private const string Folder = "Rattache.Web.Texts.";
    private const string Kind = ".resources";
    private readonly FrozenDictionary<string, ResourceManager> areas = Areas(typeof(Text).Assembly);

    /// <summary>Plain text: whoever puts it into a page encodes it.</summary>
    public string this[string code, params object?[] args] =>
        args.Length == 0 ? Find(code) : string.Format(CultureInfo.CurrentCulture, Find(code), args);

    /// <summary>A text that holds tags of its own: it is trusted, its arguments are encoded unless they are <see cref="IHtmlContent"/>.</summary>
    public IHtmlContent Html(string code, params object?[] args) =>
        args.Length == 0 ? new HtmlString(Find(code)) : new HtmlFormattableString(CultureInfo.CurrentCulture, Find(code), args);

    private string Find(string code)
    {
        var dot = code.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && areas.TryGetValue(code[..dot], out var area) && area.GetString(code[(dot + 1)..], CultureInfo.CurrentUICulture) is { } text
            ? text
            : throw new KeyNotFoundException($"No text '{code}' in Texts/.");
    }

    private static FrozenDictionary<string, ResourceManager> Areas(Assembly assembly) =>
        assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(Kind, StringComparison.Ordinal))
            .Select(name => name[..^Kind.Length])
            .ToFrozenDictionary(
                name => WordStart().Replace(name[Folder.Length..], "-").ToLowerInvariant(),
                name => new ResourceManager(name, assembly)
            );

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex WordStart();
}
