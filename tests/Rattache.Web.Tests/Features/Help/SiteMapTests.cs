using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Help;

/// <summary>RGAA 12.1 and 12.3, WCAG 2.4.5: beside the menus, one page that leads to all the others.</summary>
public sealed class SiteMapTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    private const string Map = "/plan-du-site";

    // What a journey ends with, or a missing network: nobody looks for them.
    private static readonly string[] Ends = ["/identifiant-oublie/envoye", "/mot-de-passe-oublie/fait", "/hors-ligne"];

    [Fact]
    public async Task Map_LeadsToEveryPageThatOpensByItsAddressAlone_AndToNothingElse()
    {
        await app.People.RelativeAsync("map.all");
        var inside = await app.SignedInAsync("map.all");
        var opening = new List<string>();
        foreach (var address in Addresses())
        {
            if (await OpensAsync(app.Visitor(), address) || await OpensAsync(inside, address))
            {
                opening.Add(address);
            }
        }

        (await LinksAsync(inside)).ShouldBe(opening.Except([Map, .. Ends]), ignoreOrder: true);
    }

    [Fact]
    public async Task Map_IsTheSameBeforeAndAfterSigningIn_AndLinkedFromEveryPage()
    {
        await app.People.RelativeAsync("map.same");
        var inside = await app.SignedInAsync("map.same");
        var outside = app.Visitor();
        (await LinksAsync(outside)).ShouldBe(await LinksAsync(inside));

        foreach (var page in new[] { await outside.OpenAsync("/connexion"), await inside.OpenAsync("/mes-enfants") })
        {
            page.QuerySelector($"footer a[href='{Map}']")!.TextContent.ShouldBe("Plan du site");
        }
    }

    private static async Task<string[]> LinksAsync(Visitor visitor) =>
        [.. (await visitor.OpenAsync(Map)).QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!)];

    private static async Task<bool> OpensAsync(Visitor visitor, string address)
    {
        await visitor.OpenAsync(address);
        return visitor.Status == HttpStatusCode.OK && visitor.Path.ToString() == address;
    }

    private IEnumerable<string> Addresses() =>
        app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.AttributeRouteInfo?.Template)
            .OfType<string>()
            .Where(template => !template.Contains('{', StringComparison.Ordinal))
            .Select(template => $"/{template}")
            .Distinct();
}
