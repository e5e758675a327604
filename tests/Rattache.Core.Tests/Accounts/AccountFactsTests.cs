using System.Collections.Immutable;
using System.Reflection;
using Rattache.Core.Accounts;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Accounts;

/// <summary>Facts compare by what they say: the laws, and every test after them, lean on it.</summary>
public sealed class AccountFactsTests
{
    [Fact]
    public void Equals_SameFactsReadTwice_AreEqual()
    {
        Read().ShouldBe(Read());
        Read().GetHashCode().ShouldBe(Read().GetHashCode());

        static AccountFacts Read() =>
            Some.Parent("franck.cavel", Some.Child("Lina", "1A", places: Some.Place("Zola", "CP"))) with
            {
                Places = [Some.Place("Zola")],
            };
    }

    [Fact]
    public void Equals_AnyPropertyOtherwise_AreNotEqual() => EveryPropertyCounts(Some.Parent("franck.cavel"));

    [Fact]
    public void Equals_AnyPropertyOfAChildOtherwise_AreNotEqual() => EveryPropertyCounts(Some.Child("Lina"));

    [Fact]
    public void Equals_AnyPropertyOfAChildViewOtherwise_AreNotEqual() =>
        EveryPropertyCounts(AccountView.Of(Some.Graph(Some.Parent("franck.cavel", Some.Child("Lina"))), Some.Id("franck.cavel")).Children[0]);

    private static void EveryPropertyCounts<T>(T one)
        where T : class
    {
        foreach (var property in typeof(T).GetProperties().Where(p => p.CanWrite))
        {
            var other = typeof(T).GetMethod("<Clone>$")!.Invoke(one, null)!;
            property.SetValue(other, Otherwise(property, property.GetValue(one)));
            other.Equals(one).ShouldBeFalse(property.Name);
        }
    }

    private static object Otherwise(PropertyInfo property, object? value) =>
        value switch
        {
            AccountId => Some.Id("other"),
            bool yes => !yes,
            ImmutableArray<Child> => ImmutableArray.Create(Some.Child("other")),
            ImmutableArray<Place> => ImmutableArray.Create(Some.Place("other")),
            ImmutableArray<AccountId> => ImmutableArray.Create(Some.Id("other")),
            ImmutableArray<string> => ImmutableArray.Create("other"),
            Enum => Enum.ToObject(property.PropertyType, 0) is var none && !none.Equals(value) ? none : Enum.ToObject(property.PropertyType, 99),
            _ when property.PropertyType == typeof(DateOnly?) => new DateOnly(1984, 10, 17),
            _ when property.PropertyType == typeof(DateTimeOffset?) => Some.Now,
            _ => "other",
        };
}
