using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rattache.Web.Features.Shared;

/// <summary>
/// <c>&lt;icon name="lock-fill" /&gt;</c>: a drawing of Bootstrap Icons, inside the page. It never speaks: the word beside it does.
/// The build embeds those named in FrontEnd.targets.
/// </summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed partial class IconTagHelper : TagHelper
{
    private const string Folder = "icons/";
    private static readonly FrozenDictionary<string, string> Drawings = ReadAll();

    public string Name { get; set; } = "";

    /// <summary>Mirrored where one reads from right to left: arrows.</summary>
    public bool Flip { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!Drawings.TryGetValue(Name, out var drawing))
        {
            throw new InvalidOperationException($"No icon '{Name}': name it in FrontEnd.targets.");
        }

        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Flip ? "r-icon r-flip" : "r-icon");
        output.Attributes.SetAttribute("viewBox", "0 0 16 16");
        output.Attributes.SetAttribute("aria-hidden", "true");
        output.Content.SetHtmlContent(drawing);
    }

    private static FrozenDictionary<string, string> ReadAll()
    {
        var assembly = typeof(IconTagHelper).Assembly;
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
