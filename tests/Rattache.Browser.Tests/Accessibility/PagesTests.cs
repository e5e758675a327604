using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rattache.Browser.Tests.App;

namespace Rattache.Browser.Tests.Accessibility;

/// <summary>On every page, by day and by night, on a phone and on a computer: WCAG 2.2 AA as far as a machine can tell, and text at 7:1.</summary>
public sealed partial class PagesTests(Site site) : IClassFixture<Site>
{
    private static readonly AxeRunOptions Everything = new()
    {
        RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
        Rules = new() { ["color-contrast-enhanced"] = new() { Enabled = true } },
    };

    /// <summary>What colours and widths change; structure and names they do not.</summary>
    private static readonly AxeRunOptions Looks = new()
    {
        RunOnly = RunOnlyOptions.Rules("color-contrast", "color-contrast-enhanced", "target-size", "link-in-text-block"),
    };

    private static readonly (int Width, ColorScheme Colours, AxeRunOptions Rules)[] Views =
    [
        (360, ColorScheme.Light, Everything),
        (360, ColorScheme.Dark, Looks),
        (1280, ColorScheme.Dark, Everything),
        (1280, ColorScheme.Light, Looks),
    ];

    public static TheoryData<string> Names => [.. Places.All.Select(place => place.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Page_InLightAndDarkOnBothWidths_HasNoViolation(string name)
    {
        var place = Places.All.Single(p => p.Name == name);
        await using var parent = place.Login is null ? await site.ParentAsync(Screen.Phone) : await site.SignedInAsync(place.Login, Screen.Phone);
        await place.Reach(site, parent);
        if (!place.Route.StartsWith("erreur/", StringComparison.Ordinal))
        {
            parent.Path.ShouldMatch($"^/{Parameter().Replace(place.Route, "[^/]+")}$");
        }

        foreach (var (width, colours, rules) in Views)
        {
            await parent.Page.SetViewportSizeAsync(width, new Screen(width).Height);
            await parent.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await parent.ShouldBeQuietAsync();
            var found = await parent.Page.RunAxe(rules);
            found
                .Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id} at {width} {colours}: {n.Html} {n.Any.FirstOrDefault()?.Message}"))
                .ShouldBeEmpty();
            if (rules == Everything)
            {
                await new Screenshots(parent, $"pages-{width}").TakeAsync(name);
            }
        }
    }

    [Fact]
    public void EveryPageOfTheApplication_IsVisited() =>
        site
            .App.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.AttributeRouteInfo?.Template)
            .OfType<string>()
            .Distinct()
            .Except(Places.All.Select(place => place.Route))
            .ShouldBeEmpty();

    [GeneratedRegex(@"\{.+\}")]
    private static partial Regex Parameter();
}
