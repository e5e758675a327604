using Rattache.Web.Features.Legal;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Features.Legal;

public sealed class RgaaTests(RattacheApp app) : IClassFixture<RattacheApp>
{
    /// <summary>RGAA 4.1: 106 criteria in 13 topics, numbered from 1.1 to 13.12.</summary>
    [Fact]
    public void Rgaa_HasEachCriterionOnce_InOrder_WithStateAndReason()
    {
        var numbers = Rgaa.Topics.SelectMany((count, topic) => Enumerable.Range(1, count).Select(n => $"{topic + 1}.{n}")).ToList();

        numbers.Count.ShouldBe(106);
        Rgaa.Present.Criteria.Select(c => c.Number).ShouldBe(numbers);
        Rgaa.Present.Criteria.ShouldAllBe(c => Enum.IsDefined(c.State) && c.Name.Length > 5 && c.Because.Length > 5);
    }

    [Fact]
    public async Task Page_ShowsTheCounts_AndEachCriterion()
    {
        var visitor = app.Visitor();
        await visitor.OpenAsync("/accessibilite");

        visitor.Page.QuerySelectorAll("main tbody tr").Length.ShouldBe(106);
        visitor
            .Page.QuerySelectorAll("main dl dd")
            .Select(dd => dd.TextContent)
            .ShouldBe(new[] { RgaaState.Met, RgaaState.NotMet, RgaaState.DoesNotApply }.Select(s => $"{Rgaa.Present.Count(s)}"));
        var page = visitor.Page.QuerySelector("main")!.TextContent;
        page.ShouldContain("non conforme");
        foreach (var missing in Rgaa.Present.Criteria.Where(c => c.State == RgaaState.NotMet))
        {
            page.ShouldContain($"{missing.Because} (critère {missing.Number})");
        }
    }

    /// <summary>RGAA 8.7 and 8.10: the criteria are written in French alone.</summary>
    [Fact]
    public async Task Page_InAnotherLanguage_SaysWhatIsFrench()
    {
        var visitor = app.Visitor();
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", "ar");
        await visitor.OpenAsync("/accessibilite");

        visitor.Page.QuerySelectorAll("main tbody tr").ShouldAllBe(row => row.QuerySelectorAll("th bdi[lang=fr]").Length == 2);
        visitor.Page.QuerySelectorAll("main li bdi[lang=fr]").Length.ShouldBe(2 * Rgaa.Present.Count(RgaaState.NotMet));
    }
}
