using CsCheck;
using Rattache.Core.Accounts;

namespace Rattache.Core.Tests.Accounts;

public sealed class AccountIdTests
{
    private static readonly Gen<AccountId> Ids = Gen.Guid.Select(g => new AccountId(g));

    // The order in which guards are locked: were it not total, two merges could wait for each other.
    [Fact]
    public void Order_OfAnyTwo_IsOneAndTheSameWhicheverWayItIsAsked() =>
        Gen.Select(Ids, Ids)
            .Sample(
                (a, b) =>
                {
                    (a < b).ShouldBe(b > a);
                    (a <= b).ShouldBe(!(a > b));
                    (a >= b).ShouldBe(!(a < b));
                    a.CompareTo(b).ShouldBe(-b.CompareTo(a));
                    (a.CompareTo(b) == 0).ShouldBe(a == b);
                }
            );

    [Fact]
    public void Order_OfVersion7_IsThatOfTheirMaking()
    {
        var now = App.Some.Now;
        var ids = Enumerable.Range(0, 20).Select(i => new AccountId(Guid.CreateVersion7(now.AddMilliseconds(i)))).ToList();

        ids.ShouldBeInOrder();
    }
}
