using Rattache.Core.Accounts;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Accounts;

public sealed class SchoolViewTests
{
    [Fact]
    public void Union_OwnPlacesAndThoseOfChildren_EachSchoolOnce()
    {
        var account = Some.Parent(
            "a",
            Some.Child("Lina", places: Some.Place("Zola", "CP")),
            Some.Child("Noé", places: [Some.Place("Zola", "CE1"), Some.Place("Sand", "2B")])
        ) with
        {
            Places = [Some.Place("Parks"), Some.Place("Sand")],
        };

        SchoolsOf(account).ShouldBe(["Parks", "Sand", "Zola"]);
    }

    [Fact]
    public void Union_TwoSchoolsOfOneName_AreTwoLinesInOneOrder()
    {
        var (one, other) = (Some.Place("Jules Ferry"), Some.Place("another") with { SchoolName = "Jules Ferry" });

        var lines = View(Some.Parent("a") with { Places = [one, other] }).Schools;

        lines.Length.ShouldBe(2);
        lines.ShouldBe(View(Some.Parent("a") with { Places = [other, one] }).Schools);
    }

    [Fact]
    public void Union_NoPlaceAtAll_IsEmpty() => SchoolsOf(Some.Parent("a", Some.Child("Lina"))).ShouldBeEmpty();

    private static AccountView View(AccountFacts account) => AccountView.Of(Some.Graph(account), account.Id);

    private static string[] SchoolsOf(AccountFacts account) => [.. View(account).Schools.Select(s => s.Name)];
}
