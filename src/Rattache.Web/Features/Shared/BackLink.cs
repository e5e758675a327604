namespace Rattache.Web.Features.Shared;

/// <summary>Where the page came from: <c>&lt;partial name="_BackLink" model="@(new BackLink("~/mon-compte", Text["shared.my-account"]))" /&gt;</c>.</summary>
public sealed record BackLink(string Href, string Label);
