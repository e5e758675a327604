using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Merging;

/// <summary>A chain throughout: <c>deep</c> into <c>middle</c>, <c>middle</c> into <c>root</c>; and a stranger.</summary>
public sealed class UndoRulesTests
{
    private static readonly AccountGraph Chain = Of();

    [Theory]
    [InlineData("middle", "root", UndoProof.Root)]
    [InlineData("deep", "root", UndoProof.Root)]
    [InlineData("middle", "middle", UndoProof.Absorbed)]
    [InlineData("deep", "deep", UndoProof.Absorbed)]
    [InlineData("middle", "stranger", UndoProof.Administrator)]
    [InlineData("deep", "stranger", UndoProof.Administrator)]
    public void Undo_ByWhoMay_IsAccepted(string absorbed, string by, UndoProof proof)
    {
        var merge = Chain.Forest.Find(Some.Merge(absorbed)).ShouldNotBeNull();

        Undo(Chain, absorbed, by, proof).ShouldBe(new UndoDecision.Accepted(merge));
    }

    [Theory]
    [InlineData("middle", "stranger", UndoProof.Root)]
    [InlineData("middle", "stranger", UndoProof.Absorbed)]
    [InlineData("deep", "middle", UndoProof.Root)] // keeps it, but is itself absorbed
    [InlineData("deep", "middle", UndoProof.Absorbed)]
    [InlineData("middle", "deep", UndoProof.Absorbed)]
    [InlineData("middle", "deep", UndoProof.Root)]
    [InlineData("middle", "root", UndoProof.Absorbed)]
    [InlineData("middle", "middle", UndoProof.Root)]
    [InlineData("middle", "root", (UndoProof)0)]
    [InlineData("stranger", "root", UndoProof.Root)]
    [InlineData("root", "root", UndoProof.Root)]
    [InlineData("stranger", "root", UndoProof.Administrator)]
    public void Undo_NoneOfTheAskers_IsUnknown(string absorbed, string by, UndoProof proof) =>
        Undo(Chain, absorbed, by, proof).ShouldBe(new UndoDecision.Refused(UndoRefusal.Unknown));

    [Fact]
    public void Undo_Twice_IsUnknownTheSecondTime()
    {
        var after = Chain with { Forest = Chain.Forest.Cut(Some.Merge("deep")) };

        Undo(after, "deep", "root", UndoProof.Root).ShouldBe(new UndoDecision.Refused(UndoRefusal.Unknown));
    }

    [Theory]
    [InlineData("deep", "deep", "root", UndoProof.Root)]
    [InlineData("deep", "deep", "deep", UndoProof.Absorbed)]
    [InlineData("root", "middle", "middle", UndoProof.Absorbed)]
    [InlineData("root", "deep", "deep", UndoProof.Absorbed)]
    [InlineData("root", "deep", "root", UndoProof.Root)]
    public void Undo_AbsorbedOrRootLocked_IsForAdministratorsOnly(string locked, string absorbed, string by, UndoProof proof)
    {
        var graph = Of(locked);

        Undo(graph, absorbed, by, proof).ShouldBe(new UndoDecision.Refused(UndoRefusal.Locked));
        Undo(graph, absorbed, "stranger", UndoProof.Administrator).ShouldBeOfType<UndoDecision.Accepted>();
    }

    [Theory]
    [InlineData("deep", "middle")]
    [InlineData("middle", "deep")]
    public void Undo_AnotherAccountOfTheChainLocked_IsAccepted(string locked, string absorbed) =>
        Undo(Of(locked), absorbed, "root", UndoProof.Root).ShouldBeOfType<UndoDecision.Accepted>();

    [Fact]
    public void Undo_LockedAndNoneOfTheAskers_SaysUnknown() =>
        Undo(Of("deep"), "deep", "stranger", UndoProof.Root).ShouldBe(new UndoDecision.Refused(UndoRefusal.Unknown));

    private static AccountGraph Of(string? locked = null) =>
        Some.Graph([.. new[] { "root", "middle", "deep", "stranger" }.Select(login => Some.Parent(login) with { Locked = login == locked })])
            .Merged("middle", "deep")
            .Merged("root", "middle");

    private static UndoDecision Undo(AccountGraph graph, string absorbed, string by, UndoProof proof) =>
        MergeRules.Undo(graph, new(Some.Merge(absorbed), Some.Id(by), proof));
}
