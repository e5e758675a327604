using Rattache.Core.Accounts;
using Rattache.Web.Data;
using Rattache.Web.Tests.App;

namespace Rattache.Web.Tests.Conventions;

public sealed class MergeMeaningTests
{
    [Fact]
    public async Task EveryTableThatNamesAnAccount_SaysWhatAMergeDoesToIt()
    {
        using var database = await TestDatabase.MakeAsync();
        await using var db = database.Open();
        var naming = db
            .Model.GetEntityTypes()
            .Where(t => t.GetProperties().Any(p => p.ClrType == typeof(AccountId) || p.ClrType == typeof(AccountId?)))
            .Select(t => t.ClrType)
            .ToHashSet();

        naming.ShouldNotBeEmpty();
        naming.Except(MergeMeanings.ByTable.Keys).ShouldBeEmpty("say in Data/MergeMeaning.cs what a merge does to these");
        MergeMeanings.ByTable.Keys.Except(naming).ShouldBeEmpty("these name no account any more");
    }

    [Fact]
    public void OnlyDataAndImports_QueryAttachmentsAndChildLinks() =>
        Sources
            .Of("", ".cs", ".cshtml")
            .Where(file =>
                !file.Path.StartsWith("Data/", StringComparison.Ordinal)
                && !file.Path.StartsWith("Imports/", StringComparison.Ordinal)
                && !file.Path.StartsWith("Demo/", StringComparison.Ordinal)
            )
            .Where(file =>
                file.Content.Contains(".ChildLinks", StringComparison.Ordinal) || file.Content.Contains(".Attachments", StringComparison.Ordinal)
            )
            .Select(file => file.Path)
            .ShouldBeEmpty("people are read through AccountGraphQuery (STYLE, rule 3)");
}
