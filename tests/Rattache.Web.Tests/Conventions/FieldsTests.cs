using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Rattache.Web.Tests.Conventions;

/// <summary>The summary of what is wrong names fields in the order in which the page's model declares them (_Problem).</summary>
public sealed partial class FieldsTests
{
    public static TheoryData<Type> Models =>
        [.. typeof(Program).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(PageModel)) && Names(type).Length > 1)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Model_DeclaresItsFields_InTheOrderOfThePage(Type model)
    {
        var page = $"{model.Namespace!["Rattache.Web.".Length..].Replace('.', '/')}/{model.Name[..^"Model".Length]}.cshtml";
        var markup = WithPartials(Path.Combine(Sources.Web, page));
        var places = Names(model)
            .Select(name => (Name: name, At: Regex.Match(markup, $"( id=|(?:Pace|Password)Field\\()\"{name}\"")))
            .Where(place => place.At.Success)
            .ToList();
        places.OrderBy(place => place.At.Index).Select(place => place.Name).ShouldBe(places.Select(place => place.Name));
    }

    // What a GET binds is no field of a form.
    private static string[] Names(Type model) =>
        [
            .. model
                .GetProperties()
                .OrderBy(property => property.MetadataToken)
                .Select(property => property.GetCustomAttribute<BindPropertyAttribute>())
                .Where(bound => bound is { SupportsGet: false })
                .Select(bound => bound!.Name!),
        ];

    private static string WithPartials(string file) =>
        Partial()
            .Replace(Comment().Replace(File.ReadAllText(file), ""), found => WithPartials(Find(found.Groups[1].Value, Path.GetDirectoryName(file)!)));

    private static string Find(string partial, string folder)
    {
        for (var looked = folder; looked.Length >= Sources.Web.Length; looked = Path.GetDirectoryName(looked)!)
        {
            if (File.Exists(Path.Combine(looked, $"{partial}.cshtml")))
            {
                return Path.Combine(looked, $"{partial}.cshtml");
            }
        }

        return Path.Combine(Sources.Web, "Features/Shared", $"{partial}.cshtml");
    }

    [GeneratedRegex("<partial name=\"(_[A-Za-z]+)\"")]
    private static partial Regex Partial();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
