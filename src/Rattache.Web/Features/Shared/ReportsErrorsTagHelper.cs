using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Rattache.Web.Features.Shared;

/// <summary>
/// <c>&lt;input id="cle" name="cle" aria-describedby="cle-aide" reports-errors&gt;</c>: when the field has a problem, it says so
/// to whoever cannot see it, and names the message that <c>_FieldError</c> wrote.
/// </summary>
[HtmlTargetElement("input", Attributes = Marker, TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("select", Attributes = Marker)]
[HtmlTargetElement("textarea", Attributes = Marker)]
public sealed class ReportsErrorsTagHelper : TagHelper
{
    private const string Marker = "reports-errors";
    private const string DescribedBy = "aria-describedby";

    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>After asp-for, which writes the name.</summary>
    public override int Order => 1000;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Attributes.RemoveAll(Marker);
        var name = output.Attributes["name"]?.Value?.ToString() ?? "";
        if (!ViewContext.ViewData.ModelState.TryGetValue(name, out var field) || field.Errors.Count == 0)
        {
            return;
        }

        var described = output.Attributes[DescribedBy]?.Value?.ToString();
        output.Attributes.SetAttribute("aria-invalid", "true");
        output.Attributes.SetAttribute(DescribedBy, $"{described} {TagBuilder.CreateSanitizedId(name, "_")}-erreur".TrimStart());
    }
}
