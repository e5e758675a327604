using Rattache.Core.Accounts;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Accounts;

public sealed class AccountViewTests
{
    private static readonly AccountFacts Kept = Some.Parent("franck.cavel", Some.Child("Lina", places: Some.Place("Collège Rosa Parks", "6A")));
    private static readonly AccountFacts Absorbed = Some.Parent(
        "franck.cavel3",
        Some.Child("Noé", places: Some.Place("École Émile Zola", "CE1"))
    ) with
    {
        FirstName = "FRANCK",
    };
    private static readonly AccountFacts Deep = Some.Parent("f.cavel", Some.Child("Zoé", places: Some.Place("Lycée Sand", "2B")));

    private static readonly AccountGraph Chain = Some.Graph(Kept, Absorbed, Deep)
        .Merged("franck.cavel3", "f.cavel")
        .Merged("franck.cavel", "franck.cavel3");

    [Fact]
    public void Of_AccountAlone_ShowsItsOwn()
    {
        var view = AccountView.Of(Some.Graph(Kept), Kept.Id);

        view.Root.ShouldBe(Kept);
        view.MergedLogins.ShouldBeEmpty();
        view.Children.Select(c => c.FirstName).ShouldBe(["Lina"]);
        view.Schools.Select(s => s.Name).ShouldBe(["Collège Rosa Parks"]);
    }

    [Fact]
    public void Of_RootOfAChain_ShowsEverythingBelow()
    {
        var view = AccountView.Of(Chain, Kept.Id);

        view.Root.ShouldBe(Kept);
        view.Children.Select(c => c.FirstName).ShouldBe(["Lina", "Noé", "Zoé"]);
        view.Schools.Select(s => s.Name).ShouldBe(["Collège Rosa Parks", "Lycée Sand", "École Émile Zola"]);
        view.MergedLogins.Select(m => (m.Login, m.Into, m.Since))
            .ShouldBe([("f.cavel", "franck.cavel3", Some.Now), ("franck.cavel3", "franck.cavel", Some.Now)]);
        view.MergedLogins.Select(m => m.MergeId).ShouldBe([Some.Merge("f.cavel"), Some.Merge("franck.cavel3")]);
    }

    [Fact]
    public void Of_AbsorbedAccount_ShowsWhatItsOwnWouldBe()
    {
        var view = AccountView.Of(Chain, Absorbed.Id);

        view.Root.DisplayName.ShouldBe("FRANCK Cavel");
        view.Children.Select(c => c.FirstName).ShouldBe(["Noé", "Zoé"]);
        view.MergedLogins.ShouldHaveSingleItem().Login.ShouldBe("f.cavel");
    }

    [Fact]
    public void Of_ManyAccountsInOne_ShowsAll()
    {
        var logins = Enumerable.Range(1, 40).Select(i => $"franck.cavel{i}").ToArray();
        var graph = Some.Graph([.. logins.Select(l => Some.Parent(l, Some.Child($"child of {l}")))]).Merged(logins[0], logins[1..]);

        var view = AccountView.Of(graph, Some.Id(logins[0]));

        view.Children.Length.ShouldBe(40);
        view.MergedLogins.Select(m => m.Login).ShouldBe(logins[1..].Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(true, true, true)]
    public void HasLeft_OnlyWhenAllHave(bool one, bool other, bool left) =>
        AccountView.HasLeft([Kept with { LeftAt = one ? Some.Now : null }, Absorbed with { LeftAt = other ? Some.Now : null }]).ShouldBe(left);

    [Fact]
    public void Equals_AnyDifferenceAReaderSees_Tells()
    {
        var view = AccountView.Of(Chain, Kept.Id);

        view.ShouldBe(AccountView.Of(Chain, Kept.Id));
        view.GetHashCode().ShouldBe(AccountView.Of(Chain, Kept.Id).GetHashCode());
        view.ShouldNotBe(view with { Root = Kept with { FirstName = "Francis" } });
        view.ShouldNotBe(view with { MergedLogins = view.MergedLogins[..1] });
        view.ShouldNotBe(view with { Children = view.Children[..1] });
        view.ShouldNotBe(view with { Schools = view.Schools[..1] });
    }
}
