using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rattache.Browser.Tests.App;

namespace Rattache.Browser.Tests.Accessibility;

/// <summary>On every page, by day and by night, on a phone and on a computer: WCAG 2.2 AA as far as a machine can tell, and text at 7:1.</summary>
public sealed partial class PagesTests(Site site) : IClassFixture<Site>
{
    private static readonly (int Width, ColorScheme Colours)[] Views =
    [
        (360, ColorScheme.Light),
        (360, ColorScheme.Dark),
        (1280, ColorScheme.Dark),
        (1280, ColorScheme.Light),
    ];

    public static TheoryData<string> Names => [.. Places.All.Select(place => place.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Page_InLightAndDarkOnBothWidths_HasNoViolation(string name)
    {
        var place = Places.All.Single(p => p.Name == name);
        var parent = await place.MeetAsync(site, Screen.Phone);
        if (!place.Route.StartsWith("erreur/", StringComparison.Ordinal))
        {
            parent.Path.ShouldMatch($"^/{Parameter().Replace(place.Route, "[^/]+")}$");
        }

        var judged = await Judged.OfAsync(parent.Page);
        if (judged.IsKnown)
        {
            return;
        }

        await Axe.BringAsync(parent.Page);
        foreach (var (width, colours) in Views)
        {
            await parent.Page.SetViewportSizeAsync(width, new Screen(width).Height);
            await parent.Page.EmulateMediaAsync(new() { ColorScheme = colours });
            await parent.ShouldBeQuietAsync();
            var whole = colours == ColorScheme.Light == (width == 360);
            (await (whole ? Axe.JudgeAsync(parent.Page) : Axe.JudgeColoursAsync(parent.Page))).ShouldBeEmpty($"at {width}, {colours}");
            if (whole)
            {
                await new Screenshots(parent, $"pages-{width}").TakeIfAskedAsync(name);
            }
        }

        judged.Keep();
    }

    [Fact]
    public async Task Judge_WithAFieldWithoutANameAndPaleText_NamesBoth()
    {
        await using var parent = await site.ParentAsync(Screen.Phone);
        await parent.OpenAsync("/connexion");
        await parent.Page.EvaluateAsync("document.querySelector('main').innerHTML = '<h1>Titre</h1><input><p class=note></p>'");
        await parent.Page.EvaluateAsync("document.querySelector('.note').append('pâle'); document.querySelector('.note').style.color = '#888'");
        await Axe.BringAsync(parent.Page);
        var found = await Axe.JudgeAsync(parent.Page);
        found.ShouldContain(violation => violation.StartsWith("label: <input>", StringComparison.Ordinal));
        found.ShouldContain(violation => violation.StartsWith("color-contrast", StringComparison.Ordinal));
        (await Axe.JudgeColoursAsync(parent.Page)).ShouldBe(
            found.Where(violation => violation.StartsWith("color-contrast", StringComparison.Ordinal))
        );
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
