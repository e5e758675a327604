using Rattache.Core.Accounts;
using Rattache.Core.Merging;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Merging;

public sealed class MergeForestTests
{
    // d and c into b, b into a; f into e.
    private static readonly MergeForest Forest = MergeForest.Of([
        Some.Merge("a", "b"),
        Some.Merge("b", "c"),
        Some.Merge("b", "d"),
        Some.Merge("e", "f"),
    ]);

    [Theory]
    [InlineData("a", "a")]
    [InlineData("b", "a")]
    [InlineData("c", "a")]
    [InlineData("d", "a")]
    [InlineData("e", "e")]
    [InlineData("f", "e")]
    [InlineData("stranger", "stranger")]
    public void Root_OfAnyAccount_IsTheTopOfItsTree(string account, string root)
    {
        Forest.Root(Some.Id(account)).ShouldBe(Some.Id(root));
        Forest.IsAbsorbed(Some.Id(account)).ShouldBe(account != root);
    }

    [Theory]
    [InlineData("a", "abcd")]
    [InlineData("b", "bcd")]
    [InlineData("c", "c")]
    [InlineData("e", "ef")]
    public void Tree_OfAnAccount_IsItselfThenAllBelow(string account, string tree)
    {
        var found = Forest.Tree(Some.Id(account)).ToList();

        found[0].ShouldBe(Some.Id(account));
        found.ShouldBe(Ids(tree), ignoreOrder: true);
    }

    [Fact]
    public void Join_TwoRoots_MakesOneTree()
    {
        var joined = Forest.Join(Some.Merge("e", "a"));

        joined.Tree(Some.Id("e")).ShouldBe(Ids("abcdef"), ignoreOrder: true);
        Forest.Tree(Some.Id("e")).ShouldBe(Ids("ef"), ignoreOrder: true, "the forest before is untouched");
    }

    [Theory]
    [InlineData("a", "a")] // with itself
    [InlineData("b", "e")] // into one absorbed
    [InlineData("e", "c")] // one absorbed already
    [InlineData("c", "a")] // round in a circle
    [InlineData("a", "b")] // twice
    public void Join_NotTwoRoots_Throws(string kept, string absorbed) =>
        Should.Throw<InvalidOperationException>(() => Forest.Join(Some.Merge(kept, absorbed)));

    [Fact]
    public void Cut_InTheMiddleOfAChain_LeavesThePartBelowWhole()
    {
        var cut = Forest.Cut(Some.Merge("b"));

        cut.Tree(Some.Id("a")).ShouldBe(Ids("a"));
        cut.Tree(Some.Id("b")).ShouldBe(Ids("bcd"), ignoreOrder: true);
        cut.Tree(Some.Id("e")).ShouldBe(Ids("ef"), ignoreOrder: true);
    }

    [Fact]
    public void Cut_UnknownMerge_ChangesNothing() => Forest.Cut(Some.Merge("stranger")).ShouldBeSameAs(Forest);

    [Fact]
    public void Find_AMerge_FindsItByItsId()
    {
        Forest.Find(Some.Merge("c")).ShouldNotBeNull().AbsorbedId.ShouldBe(Some.Id("c"));
        Forest.Find(Some.Merge("a")).ShouldBeNull();
    }

    [Fact]
    public void Of_TwoMergesOfOneAccount_Throws() =>
        Should.Throw<ArgumentException>(() => MergeForest.Of([Some.Merge("a", "b"), Some.Merge("c", "b")]));

    [Theory]
    [InlineData("aa")]
    [InlineData("abba")]
    [InlineData("abbccade")]
    public void Of_MergesThatGoRoundInACircle_Throws(string pairs) =>
        Should.Throw<ArgumentException>(() => MergeForest.Of(pairs.Chunk(2).Select(p => Some.Merge(p[0].ToString(), p[1].ToString()))));

    private static IEnumerable<AccountId> Ids(string names) => names.Select(n => Some.Id(n.ToString()));

    [Fact]
    public void ReadSince_InAChain_IsTheLatestOfTheMergesAbove()
    {
        Merge At(string kept, string absorbed, int day) =>
            new(Some.Merge(absorbed), Some.Id(kept), Some.Id(absorbed), Some.Now.AddDays(day), Some.Id(kept), MergeProof.Key);
        var chain = MergeForest.Of([At("a", "b", 5), At("b", "c", 2), At("b", "d", 9)]);

        chain.ReadSince(Some.Id("a")).ShouldBeNull();
        chain.ReadSince(Some.Id("b")).ShouldBe(Some.Now.AddDays(5));
        chain.ReadSince(Some.Id("c")).ShouldBe(Some.Now.AddDays(5));
        chain.ReadSince(Some.Id("d")).ShouldBe(Some.Now.AddDays(9));
    }
}
