using CsCheck;
using Rattache.Core.Accounts;
using Rattache.Core.Tests.App;

namespace Rattache.Core.Tests.Accounts;

/// <summary>What a service may be told of <c>root</c>, who absorbed <c>middle</c>, which absorbed <c>leaf</c>.</summary>
public sealed class ReleasedAttributesTests
{
    private static readonly string[] Accounts = ["root", "middle", "leaf"];

    private static readonly Gen<string?> Text = Gen.Int[0, 3].Select(n => n == 0 ? null : $"value {n}");

    private static readonly Gen<DateOnly?> Date = Gen.Int[0, 2].Select(n => n == 0 ? (DateOnly?)null : new DateOnly(1978 + n, 6, 1));

    private static readonly Gen<Padlocked> Open = Gen.Int[0, 15].Select(bits => (Padlocked)bits);

    private static readonly AccountGraph Graph = Some.Graph([.. Accounts.Select(a => Some.Parent(a))])
        .Merged("middle", "leaf")
        .Merged("root", "middle");

    [Fact]
    public void ClosedPadlock_TellsNothing_WhateverTheValue() =>
        Gen.Select(Details("root"), Details("root"))
            .Sample(
                (one, other) =>
                {
                    var alike = other with { Open = one.Open };
                    foreach (var padlock in Enum.GetValues<Padlocked>().Where(p => one.Open.HasFlag(p)))
                    {
                        alike = WithValueOf(padlock, alike, one);
                    }

                    // They differ only behind closed padlocks: nobody outside can tell one from the other.
                    Released(alike).ShouldBe(Released(one));
                }
            );

    [Fact]
    public void EachPadlock_OpensItsOwnValueAndNoOther() =>
        Details("root")
            .Sample(own =>
            {
                var released = Released(own);
                released.Email.ShouldBe(own.Open.HasFlag(Padlocked.Email) ? own.Email : null);
                released.HomePhone.ShouldBe(own.Open.HasFlag(Padlocked.HomePhone) ? own.HomePhone : null);
                released.MobilePhone.ShouldBe(own.Open.HasFlag(Padlocked.MobilePhone) ? own.MobilePhone : null);
                released.BirthDate.ShouldBe(own.Open.HasFlag(Padlocked.BirthDate) ? own.BirthDate : null);
                released.EmailVerified.ShouldBe(released.Email is not null && own.EmailVerified);
                released.MobileVerified.ShouldBe(released.MobilePhone is not null && own.MobileVerified);
            });

    [Fact]
    public void AbsorbedAccounts_ChangeNothing_WhateverTheyHoldAndHaveOpen() =>
        Gen.Select(Details("root"), Details("middle"), Details("leaf"))
            .Sample(
                (root, middle, leaf) =>
                {
                    var released = Released(root, middle, leaf);
                    released.ShouldBe(Released(root));
                    released.Account.ShouldBe(Some.Id("root"));
                }
            );

    [Fact]
    public void AnyAccountOfThePerson_LeadsToThePresentOne() =>
        Details("root")
            .Sample(root =>
                Accounts
                    .Select(asked => ReleasedAttributes.Of(Graph, Some.Id(asked), [root]))
                    .Distinct()
                    .ShouldHaveSingleItem()
                    .Login.ShouldBe("root")
            );

    [Fact]
    public void Undone_EachSideHasItsOwnAgain() =>
        Gen.Select(Details("root"), Details("middle"))
            .Sample(
                (root, middle) =>
                {
                    var cut = Graph with { Forest = Graph.Forest.Cut(Some.Merge("middle")) };
                    ReleasedAttributes.Of(cut, Some.Id("root"), [root, middle]).ShouldBe(Released(root));
                    ReleasedAttributes
                        .Of(cut, Some.Id("leaf"), [root, middle])
                        .HomePhone.ShouldBe(middle.Open.HasFlag(Padlocked.HomePhone) ? middle.HomePhone : null);
                }
            );

    [Fact]
    public void WithoutTheRootsOwn_NothingIsTold()
    {
        var absorbed = new PersonDetails
        {
            Account = Some.Id("leaf"),
            Email = "a@example.org",
            Open = (Padlocked)15,
        };
        var released = ReleasedAttributes.Of(Graph, Some.Id("leaf"), [absorbed]);
        (released.Login, released.Email, released.HomePhone, released.MobilePhone, released.BirthDate).ShouldBe(("root", null, null, null, null));
    }

    private static ReleasedAttributes Released(params PersonDetails[] details) => ReleasedAttributes.Of(Graph, Some.Id("root"), details);

    private static Gen<PersonDetails> Details(string account) =>
        Gen.Select(Text, Gen.Bool, Text, Text, Gen.Bool, Gen.Select(Date, Open))
            .Select(
                (email, emailVerified, home, mobile, mobileVerified, rest) =>
                    new PersonDetails
                    {
                        Account = Some.Id(account),
                        Email = email,
                        EmailVerified = emailVerified,
                        HomePhone = home,
                        MobilePhone = mobile,
                        MobileVerified = mobileVerified,
                        BirthDate = rest.Item1,
                        Open = rest.Item2,
                    }
            );

    private static PersonDetails WithValueOf(Padlocked padlock, PersonDetails details, PersonDetails of) =>
        padlock switch
        {
            Padlocked.Email => details with { Email = of.Email, EmailVerified = of.EmailVerified },
            Padlocked.HomePhone => details with { HomePhone = of.HomePhone },
            Padlocked.MobilePhone => details with { MobilePhone = of.MobilePhone, MobileVerified = of.MobileVerified },
            Padlocked.BirthDate => details with { BirthDate = of.BirthDate },
            _ => details,
        };
}
