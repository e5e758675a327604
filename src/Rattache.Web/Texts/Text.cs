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
/// A missing text throws: better a failing test than a hole in a page. Where one reads from right to left, what is put into a
/// sentence keeps its own direction and leaves that of the sentence alone (Unicode's isolates).
/// </summary>
public sealed partial class Text
{
    private const string Folder = "Rattache.Web.Texts.";
    private const string Kind = ".resources";
    private readonly FrozenDictionary<string, ResourceManager> areas = Areas(typeof(Text).Assembly);

    /// <summary>Plain text: whoever puts it into a page encodes it.</summary>
    public string this[string code, params object?[] args] =>
        args.Length == 0 ? Find(code) : string.Format(Language.Current.Culture, Find(code), Isolated(args));

    /// <summary>A number with what it counts: the entry <c>CODE.one</c>, <c>CODE.few</c>, … that goes with it in this language.</summary>
    public string Count(string code, int number) => this[$"{code}.{Plurals.Form(Language.Current, number)}", number];

    /// <summary>A text that holds tags of its own: it is trusted, its arguments are encoded unless they are <see cref="IHtmlContent"/>.</summary>
    public IHtmlContent Html(string code, params object?[] args) =>
        args.Length == 0 ? new HtmlString(Find(code)) : new HtmlFormattableString(Language.Current.Culture, Find(code), Isolated(args));

    internal static string Isolated(string words) => Language.Current.IsRightToLeft ? $"\u2068{words}\u2069" : words;

    private static object?[] Isolated(object?[] args) => [.. args.Select(arg => arg is string words ? Isolated(words) : arg)];

    /// <summary>For a code that comes from elsewhere, such as another version.</summary>
    internal bool Has(string code) => FindOrNull(code) is not null;

    private string Find(string code) => FindOrNull(code) ?? throw new KeyNotFoundException($"No text '{code}' in Texts/.");

    private string? FindOrNull(string code)
    {
        var dot = code.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && areas.TryGetValue(code[..dot], out var area) ? area.GetString(code[(dot + 1)..], CultureInfo.CurrentUICulture) : null;
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
