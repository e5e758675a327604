using Rattache.Core.Accounts;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Accounts;

public sealed class ChildViewTests
{
    [Fact]
    public void Union_TwoRecordsWithOneIne_AreOneChild()
    {
        var primary = Some.Child("NOE", "1A", places: Some.Place("École Émile Zola", "CM2"));
        var secondary = Some.Child("Noé", "1A", places: Some.Place("Collège Rosa Parks", "6A"));

        var child = ChildrenOf(Some.Parent("a", primary), Some.Parent("b", secondary)).ShouldHaveSingleItem();

        child.StudentIds.ShouldBe([primary.StudentId, secondary.StudentId], ignoreOrder: true);
        child.StudentIds.ShouldBeInOrder();
        child.Ine.ShouldBe("1A");
        child.Places.Select(p => p.ClassName).ShouldBe(["6A", "CM2"]);
        child.Through.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Union_TwoRecordsWithoutIne_AreTwoChildrenWhateverTheirNames()
    {
        var one = Some.Child("Noé");
        var other = one with { StudentId = Some.Id("another Noé") };

        ChildrenOf(Some.Parent("a", one), Some.Parent("b", other)).Length.ShouldBe(2);
    }

    [Fact]
    public void Union_OneRecordThroughTwoAccounts_IsOneChild()
    {
        var child = ChildrenOf(Some.Parent("b", Some.Child("Noé")), Some.Parent("a", Some.Child("Noé"))).ShouldHaveSingleItem();

        child.StudentIds.ShouldHaveSingleItem();
        child.Through.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData(ParentalAuthority.Legal, ParentalAuthority.Legal, ParentalAuthority.Legal)]
    [InlineData(ParentalAuthority.Legal, ParentalAuthority.None, ParentalAuthority.None)]
    [InlineData(ParentalAuthority.None, ParentalAuthority.Legal, ParentalAuthority.None)]
    public void Union_LinksThatDiffer_TheLowerAuthorityCounts(ParentalAuthority one, ParentalAuthority other, ParentalAuthority counts)
    {
        ChildrenOf(Some.Parent("a", Some.Child("Noé", authority: one)), Some.Parent("b", Some.Child("Noé", authority: other)))
            .ShouldHaveSingleItem()
            .Authority.ShouldBe(counts);
        ChildrenOf(Some.Parent("a", Some.Child("Noé", "1A", one), Some.Child("NOE", "1A", other))).ShouldHaveSingleItem().Authority.ShouldBe(counts);
    }

    [Fact]
    public void Union_ChildrenAndPlaces_ComeInOneOrderHoweverTheyWereRead()
    {
        var (namesakes, places) = (Some.Place("École Jules Ferry", "CP"), Some.Place("another", "CP") with { SchoolName = "École Jules Ferry" });
        var zoe = Some.Child("Zoé", places: [namesakes, places, Some.Place("École Jules Ferry", "CE1")]);

        var one = ChildrenOf(Some.Parent("a", zoe, Some.Child("Lina")));
        var other = ChildrenOf(Some.Parent("a", Some.Child("Lina"), zoe with { Places = [.. zoe.Places.Reverse()] }));

        one.Select(c => c.FirstName).ShouldBe(["Lina", "Zoé"]);
        one[1].Places.Select(p => p.ClassName).ShouldBe(["CE1", "CP", "CP"]);
        other.ShouldBe(one);
    }

    [Fact]
    public void Union_TwoChildrenOfOneFirstName_ComeInOneOrder()
    {
        var one = Some.Child("Noé");
        var other = one with { StudentId = Some.Id("another Noé") };

        ChildrenOf(Some.Parent("a", one, other)).ShouldBe(ChildrenOf(Some.Parent("a", other, one)));
    }

    [Theory]
    [InlineData("1A", "1A", true)]
    [InlineData("1A", "2B", false)]
    [InlineData("1A", null, false)]
    [InlineData(null, null, false)]
    public void IsSameChildAs_OnlyByTheNationalNumber(string? one, string? other, bool same) => Alone(one).IsSameChildAs(Alone(other)).ShouldBe(same);

    private static ChildView Alone(string? ine) => ChildrenOf(Some.Parent("a", Some.Child("Noé", ine)))[0];

    private static ChildView[] ChildrenOf(AccountFacts root, params AccountFacts[] absorbed) =>
        [.. AccountView.Of(Some.Graph([root, .. absorbed]).Merged(root.Login, [.. absorbed.Select(a => a.Login)]), root.Id).Children];
}
