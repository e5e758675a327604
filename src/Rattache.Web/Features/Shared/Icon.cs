using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;

namespace Rattache.Web.Features.Shared;

/// <summary>
/// <c>@Icon.Of("lock-fill")</c>: a drawing of Bootstrap Icons, inside the page. It never speaks: the word beside it does.
/// The build embeds those named in FrontEnd.targets.
/// </summary>
public static partial class Icon
{
    private const string Folder = "icons/";
    private static readonly FrozenDictionary<string, string> Drawings = ReadAll();
    private static readonly FrozenDictionary<string, IHtmlContent> Plain = Drawn("r-icon");
    private static readonly FrozenDictionary<string, IHtmlContent> Flipped = Drawn("r-icon r-flip");

    /// <param name="flip">Mirrored where one reads from right to left: arrows.</param>
    /// <exception cref="InvalidOperationException">No such icon is embedded.</exception>
    public static IHtmlContent Of(string name, bool flip = false) =>
        (flip ? Flipped : Plain).TryGetValue(name, out var drawing)
            ? drawing
            : throw new InvalidOperationException($"No icon '{name}': name it in FrontEnd.targets.");

    private static FrozenDictionary<string, IHtmlContent> Drawn(string css) =>
        Drawings.ToFrozenDictionary(
            drawing => drawing.Key,
            IHtmlContent (drawing) => new HtmlString($"""<svg class="{css}" viewBox="0 0 16 16" aria-hidden="true">{drawing.Value}</svg>""")
        );

    private static FrozenDictionary<string, string> ReadAll()
    {
        var assembly = typeof(Icon).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Folder.Length..^".svg".Length], Read);

        string Read(string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            return string.Concat(Shape().Matches(reader.ReadToEnd()).Select(match => match.Value));
        }
    }

    [GeneratedRegex("<(?!/?svg)[^>]+>")]
    private static partial Regex Shape();
}
