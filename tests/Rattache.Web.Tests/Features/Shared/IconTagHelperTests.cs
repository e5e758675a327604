using Microsoft.AspNetCore.Razor.TagHelpers;
using Rattache.Web.Features.Shared;

namespace Rattache.Web.Tests.Features.Shared;

public sealed class IconTagHelperTests
{
    [Fact]
    public void Process_KnownName_DrawsInSilence()
    {
        var output = Process("lock-fill");

        output.TagName.ShouldBe("svg");
        output.Attributes["aria-hidden"].Value.ShouldBe("true");
        output.Content.GetContent().ShouldStartWith("<path");
        output.Content.GetContent().ShouldNotContain("svg");
    }

    [Fact]
    public void Process_UnknownName_Throws() => Should.Throw<InvalidOperationException>(() => Process("none"));

    private static TagHelperOutput Process(string name)
    {
        var output = new TagHelperOutput("icon", [], (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent()));
        new IconTagHelper { Name = name }.Process(new TagHelperContext([], new Dictionary<object, object>(), "icon"), output);
        return output;
    }
}
