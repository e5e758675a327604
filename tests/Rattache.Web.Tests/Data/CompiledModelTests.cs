using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Data;

public sealed class CompiledModelTests
{
    [Fact]
    public async Task TheCompiledModel_IsTheOneThatTheMappingsDescribe()
    {
        using var database = await TestDatabase.MakeEmptyAsync();
        await using var db = database.Open();
        var described = db.GetService<IModelRuntimeInitializer>().Initialize(db.GetService<IDesignTimeModel>().Model, designTime: false);

        described.ShouldNotBeSameAs(db.Model);
        var (compiled, expected) = (Lines(db.Model), Lines(described));
        compiled.Zip(expected).Where(line => line.First != line.Second).Take(3).ShouldBeEmpty("run tools/compile-model");
        compiled.Length.ShouldBe(expected.Length, "run tools/compile-model");
    }

    private static string[] Lines(IModel model) =>
        [
            // Not the model's own text, which also has what other tests have asked for in SQL.
            .. model.GetEntityTypes().SelectMany(t => t.ToDebugString(MetadataDebugStringOptions.LongDefault).Split('\n')),
            .. model.GetEntityTypes().SelectMany(t => t.GetProperties()).Select(Converting),
        ];

    // The model's own text says nothing of how a value is converted and compared.
    private static string Converting(IProperty property) =>
        $"{property.DeclaringType.DisplayName()}.{property.Name}: {property.GetValueConverter()?.GetType()}, {property.GetValueComparer().GetType()}";
}
