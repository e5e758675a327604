using Microsoft.AspNetCore.Html;

namespace Rattache.Web.Features.Shared;

/// <summary>The product's mark, two accounts that become one, drawn inside the page. It never speaks.</summary>
public static class Mark
{
    public static readonly IHtmlContent Drawing = new HtmlString(
        """
        <svg class="r-mark r-flip" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M6 7c10 0 8 9 17 9M6 25c10 0 8-9 17-9" />
        <circle class="r-dot" cx="6" cy="7" r="4" />
        <circle class="r-dot" cx="6" cy="25" r="4" />
        <circle class="r-dot" cx="25" cy="16" r="5.5" />
        </svg>
        """
    );
}
